using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast record</c>.</summary>
[TestClass]
public partial class RecordTests
{
    private const string Csv = """"
        time,name,value,unit,gap
        2025-11-23T06:00:01.000000Z,b:a,-1.50,V,
        2025-11-23T06:00:01.000000Z,b:open,true,,
        NOW,,,,2 packs skipped
        2025-11-23T06:00:04.000000Z,b:say,"on, ""off""",,
        NOW,,,,reconnected after SOME s
        2025-11-23T06:00:05.000000Z,b:a,3,V,
        2025-11-23T06:00:07.000000Z,b:a,4,V,
        NOW,,,,no connection for the last SOME s

        """";

    private const string JsonLines = """
        {"time":"2025-11-23T06:00:01.000000Z","name":"b:a","value":-1.50,"unit":"V"}
        {"time":"2025-11-23T06:00:01.000000Z","name":"b:open","value":true}
        {"time":"NOW","gap":"2 packs skipped"}
        {"time":"2025-11-23T06:00:04.000000Z","name":"b:say","value":"on, \u0022off\u0022"}
        {"time":"NOW","gap":"reconnected after SOME s"}
        {"time":"2025-11-23T06:00:05.000000Z","name":"b:a","value":3,"unit":"V"}
        {"time":"2025-11-23T06:00:07.000000Z","name":"b:a","value":4,"unit":"V"}
        {"time":"NOW","gap":"no connection for the last SOME s"}

        """;

    private const string Senml = """
        [
        {"n":"b:a","u":"V","t":1763877601,"v":-1.50}
        ,{"n":"b:open","t":1763877601,"vb":true}
        ,{"n":"sensorcast:gap","t":NOW,"vs":"2 packs skipped"}
        ,{"n":"b:say","t":1763877604,"vs":"on, \u0022off\u0022"}
        ,{"n":"sensorcast:gap","t":NOW,"vs":"reconnected after SOME s"}
        ,{"n":"b:a","u":"V","t":1763877605,"v":3}
        ,{"n":"b:a","u":"V","t":1763877607,"v":4}
        ,{"n":"sensorcast:gap","t":NOW,"vs":"no connection for the last SOME s"}
        ]

        """;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(4 * Limits.Wait);

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("csv", Csv)]
    [DataRow("jsonl", JsonLines)]
    [DataRow("senml", Senml)]
    public async Task Writes_readings_and_marks_gaps(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        await using FakeBoard board = await FakeBoard.StartAsync(
            MisbehaveAsync,
            serve =>
                FakeBoard.Refusing(serve, static number =>
                    (number > 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.SwitchingProtocols, null)));
        using var record = new CliProcess("record", board.Url.Authority, "--format", format, "--output", folder.File("record"));

        await LinesAsync(folder.File("record"), format == "jsonl" ? 7 : 8);
        record.Interrupt();
        (int code, string output, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual("", output);
        Assert.Contains("5 readings, 3 gaps", errors);
        string text = await File.ReadAllTextAsync(folder.File("record"));
        Assert.AreEqual(expected, GapTime().Replace(AwayTime().Replace(text, "$1 SOME s"), "NOW"));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Begins_with_the_history_on_request()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(
                Packs.ToCbor("""[{"bn":"b:","bt":1763877600,"n":"a","u":"V","ut":1,"v":0.50,"t":-1},{"n":"a","v":1}]"""));
            await client.WaitForCloseAsync();
        });

        (int code, string output, _) = await CliProcess.RunUntilAsync([",b:a,1,V,\n"], "record", board.Url.Authority, "--history");

        Assert.AreEqual(0, code);
        Assert.AreEqual(
            "time,name,value,unit,gap\n2025-11-23T05:59:59.000000Z,b:a,0.50,V,\n2025-11-23T06:00:00.000000Z,b:a,1,V,\n", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Has_every_live_reading_of_a_server_that_was_restarted()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("record.csv");
        int port;
        CliProcess record;
        using (var host = new LiveHost(0, "--name", "board"))
        {
            port = host.Url.Port;
            record = new CliProcess("record", host.Url.ToString(), "--output", file);
            await LinesAsync(file, 200);
            host.Kill();
        }

        using (record)
        {
            using var host = new LiveHost(port, "--name", "board");
            await LinesAsync(file, (await ReadAsync(file)).Split('\n').Length + 200);
            record.Interrupt();
            Assert.AreEqual(0, (await record.WaitForExitAsync()).Code);
        }

        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.HasCount(1, lines.Where(static line => line.Contains("reconnected after", StringComparison.Ordinal)).ToArray());
        DateTimeOffset[] times = [.. lines
            .Where(static line => line.Contains("board:demo-vibration", StringComparison.Ordinal))
            .Select(static line => DateTimeOffset.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];
        CollectionAssert.AllItemsAreUnique(times);
        CollectionAssert.AreEqual(times.Order().ToArray(), times);
    }

    /// <summary>Skips two packs, disconnects, reconnects with a history that reaches into the gap, and disconnects for good.</summary>
    private static async Task MisbehaveAsync(FakeConnection client)
    {
        if (client.Number == 1)
        {
            await client.SendAsync(
                Packs.ToCbor("""[{"bn":"b:","bt":1763877600,"n":"a","u":"V","ut":1,"v":0.50,"t":-1},{"n":"a","v":1}]"""));
            await client.SendAsync(
                Packs.ToCbor("""[{"bn":"b:","bt":1763877601,"seq":1,"n":"a","v":-1.50},{"n":"open","ut":1,"vb":true}]"""));
            await client.SendAsync(Packs.ToCbor("""[{"bn":"b:","bt":1763877604,"seq":4,"n":"say","ut":1,"vs":"on, \"off\""}]"""));
            return;
        }

        await client.SendAsync(
            Packs.ToCbor("""[{"bn":"b:","bt":1763877606,"n":"a","u":"V","ut":1,"v":-1.50,"t":-5},{"n":"a","v":3,"t":-1}]"""));
        await client.SendAsync(Packs.ToCbor("""[{"bn":"b:","bt":1763877607,"seq":1,"n":"a","v":4}]"""));

    }

    /// <summary>Waits until a file has a number of lines.</summary>
    private static async Task LinesAsync(string file, int count)
    {
        using var timeout = new CancellationTokenSource(Wait);
        int lines = 0;
        while (lines < count)
        {
            await Task.Delay(50, timeout.Token);
            lines = File.Exists(file) ? (await ReadAsync(file)).Count(static character => character == '\n') : 0;
        }
    }

    /// <summary>Reads a file that is being written.</summary>
    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex(
        """(?<=^|"time":"|"sensorcast:gap","t":)20[0-9T:.Z-]+(?=,,,,|","gap)|(?<="sensorcast:gap","t":)[0-9.]+""", RegexOptions.Multiline)]
    private static partial Regex GapTime();

    [GeneratedRegex(@"(after|last) [0-9]+\.[0-9] s")]
    private static partial Regex AwayTime();
}
