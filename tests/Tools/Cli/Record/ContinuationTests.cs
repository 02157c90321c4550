using System.Globalization;
using System.Text.RegularExpressions;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast record</c> with a file that exists: nothing of it is lost.</summary>
[TestClass]
public partial class ContinuationTests
{
    private const string Header = "time,name,value,unit,gap\n";
    private const string Row = "2025-11-23T06:00:00.000000Z,b:a,1.5,V,\n";
    private const string Quoted = "2025-11-23T06:00:00.000000Z,b:text,\"two\nlines, \"\"quoted\"\"\",,\n";

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow("csv")]
    [DataRow("jsonl")]
    [DataRow("senml")]
    public async Task Killed_and_started_again_it_goes_on_and_the_gap_has_its_true_length(string format)
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost(0, "--name", "board");
        string file = folder.File("day");
        string[] command = ["record", host.Url.ToString(), "--format", format, "-o", file, "--channel", "demo-*"];
        DateTimeOffset killed;
        using (var first = new CliProcess(command))
        {
            await GrowsAsync(file, 20_000);
            killed = DateTimeOffset.UtcNow;
            first.Kill();
        }

        (string Name, DateTimeOffset Time, bool IsGap)[] before = Rows(await File.ReadAllTextAsync(file), format);
        // A few seconds more, since the machine may be busy.
        Assert.IsLessThan(
            TimeSpan.FromSeconds(5), killed - before.Max(static row => row.Time), "What is older than a second is in the file.");
        await Task.Delay(1_000);

        using var second = new CliProcess(command);
        await GrowsAsync(file, new FileInfo(file).Length + 10_000);
        second.Interrupt();
        (int code, _, string errors) = await second.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        string text = await File.ReadAllTextAsync(file);
        (string Name, DateTimeOffset Time, bool IsGap)[] rows = Rows(text, format);
        int gap = Array.FindIndex(rows, static row => row.IsGap);
        Assert.AreEqual(before.Length, gap, "All that was there is there.");
        Assert.AreEqual(gap, Array.FindLastIndex(rows, static row => row.IsGap));
        IEnumerable<IGrouping<string, DateTimeOffset>> channels =
            rows.Where(static row => !row.IsGap).GroupBy(static row => row.Name, static row => row.Time);
        foreach (IGrouping<string, DateTimeOffset> channel in channels)
        {
            CollectionAssert.AllItemsAreUnique(channel.ToArray(), channel.Key);
            CollectionAssert.AreEqual(channel.Order().ToArray(), channel.ToArray(), channel.Key);
        }

        decimal reported = decimal.Parse(GapLength().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        decimal first2 = (decimal)(rows[(gap + 1)..].Min(static row => row.Time) - rows[..gap].Max(static row => row.Time)).TotalSeconds;
        Assert.IsLessThan(0.11m, Math.Abs(reported - first2), $"{reported} is reported, {first2} it was.");
        if (format == "senml")
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(Header, Header)]
    [DataRow(Header + Row, Header + Row)]
    [DataRow(Header + Row + "2025-11-23T06:00:01.0", Header + Row)]
    [DataRow(Header + Quoted + Row, Header + Quoted + Row)]
    [DataRow(Header + Row + "2025-11-23T06:00:00.000000Z,b:text,\"two\n", Header + Row)]
    [DataRow(Header + Row + "\0\0\0\0\0\n", Header + Row)]
    [DataRow("time,na", Header)]
    [DataRow("", Header)]
    public async Task A_torn_row_is_cut_off(string found, string kept)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("day.csv"), found);
        await using FakeBoard board = await BoardAsync();

        using var record = new CliProcess("record", board.Url.Authority, "-o", folder.File("day.csv"));
        await EndsAsync(folder.File("day.csv"), "b:a,3,V,\n");
        record.Interrupt();
        (int code, _, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        string text = await File.ReadAllTextAsync(folder.File("day.csv"));
        Assert.StartsWith(kept, text);
        Assert.AreEqual(found.Length != kept.Length && found.Length > 0, errors.Contains("are cut off", StringComparison.Ordinal), errors);
        string gap = kept.Contains("b:", StringComparison.Ordinal)
            ? "2025-11-23T06:00:05.000000Z,,,,recording continued after 5.0 s\n" : "";
        string history = gap.Length > 0 ? "2025-11-23T06:00:05.000000Z,b:a,2,V,\n" : "";
        Assert.AreEqual(gap + history + "2025-11-23T06:00:06.000000Z,b:a,3,V,\n", text[kept.Length..]);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("My own notes\n", "exists and is no recording: name another file. --overwrite replaces it.")]
    [DataRow("time,name,value\n1,2,3\n", "exists and is no recording")]
    [DataRow(
        "{\"time\":\"2025-11-23T06:00:00.000000Z\",\"name\":\"b:a\",\"value\":1}\n",
        "is a recording in jsonl: continue it with --format jsonl")]
    [DataRow("[\n{\"n\":\"b:a\",\"t\":1763877600,\"v\":1}\n]\n", "is a recording in senml: continue it with --format senml")]
    public async Task A_file_that_is_not_a_recording_of_the_format_is_not_changed(string found, string sentence)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("day.csv");
        await File.WriteAllTextAsync(file, found);
        await using FakeBoard board = await BoardAsync();

        (int code, _, string errors) = await CliProcess.RunAsync("record", board.Url.Authority, "-o", file, "--duration", "30s");
        Assert.AreEqual(1, code);
        Assert.Contains($"'{file}' {sentence}", errors);
        Assert.AreEqual(found, await File.ReadAllTextAsync(file));

        using var record = new CliProcess("record", board.Url.Authority, "-o", file, "--overwrite");
        await EndsAsync(file, "b:a,3,V,\n");
        record.Kill();
        Assert.AreEqual(Header + "2025-11-23T06:00:06.000000Z,b:a,3,V,\n", await File.ReadAllTextAsync(file));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Two_recorders_do_not_share_a_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("day.csv");
        await using FakeBoard board = await BoardAsync();
        using var first = new CliProcess("record", board.Url.Authority, "-o", file);
        await GrowsAsync(file, Header.Length + 1);

        (int code, _, string errors) = await CliProcess.RunAsync("record", board.Url.Authority, "-o", file);

        Assert.AreEqual(1, code);
        Assert.AreEqual($"'{file}' is in use: another recording goes to it.", errors.TrimEnd());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_reading_is_in_the_file_before_the_next_one_comes()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("day.csv");
        await using FakeBoard board = await BoardAsync();
        using var record = new CliProcess("record", board.Url.Authority, "-o", file);

        await GrowsAsync(file, Header.Length + 1);

        record.Kill();
        Assert.EndsWith("b:a,3,V,\n", await File.ReadAllTextAsync(file));
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow("csv")]
    [DataRow("jsonl")]
    [DataRow("senml")]
    public async Task A_full_disk_ends_it_and_what_was_written_is_whole(string format)
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost(0, "--name", "board");
        Directory.CreateDirectory(folder.File("small"));
        string script = $"""
            mount -t tmpfs -o size=64k tmpfs {folder.File("small")} || exit 99
            '{CliProcess.Program}' record {host.Url} --format {format} -o {folder.File("small/day")} --duration 90s
            code=$?
            cp {folder.File("small/day")} {folder.File("copy")}
            exit $code
            """;
        string unshare = Environment.UserName == "root" ? "-m" : "--user --map-root-user -m";
        await File.WriteAllTextAsync(folder.File("script"), script);

        (string codes, _, string errors) = await Pipe.RunAsync($"unshare {unshare} sh {folder.File("script")}");

        Assert.AreEqual("1", codes, errors);
        Assert.MatchesRegex(@"No space left on device\. What was written is whole: .* readings, 0 gaps, 6\d\.\d kB", errors);
        string text = await File.ReadAllTextAsync(folder.File("copy"));
        Assert.IsGreaterThan(60_000, text.Length);
        Assert.EndsWith("\n", text);
        Assert.IsNotEmpty(Rows(text, format));
    }

    /// <summary>A board whose history has the readings of seconds 0 and 5; at second 6 it sends another.</summary>
    private static Task<FakeBoard> BoardAsync() => FakeBoard.StartAsync(async client =>
    {
        await client.SendAsync("""[{"bn":"b:","bt":1763877605,"n":"a","u":"V","ut":1,"v":1.5,"t":-5},{"n":"a","v":2}]""");
        await client.SendAsync("""[{"bn":"b:","bt":1763877606,"seq":1,"n":"a","v":3}]""");
        await client.WaitForCloseAsync();
    });

    private static Task GrowsAsync(string file, long length) =>
        Until.TrueAsync(() => File.Exists(file) && new FileInfo(file).Length >= length, "The file does not grow.");

    private static async Task EndsAsync(string file, string end)
    {
        using var timeout = new CancellationTokenSource(4 * Limits.Wait);
        while (!(await File.ReadAllTextAsync(file, timeout.Token)).EndsWith(end, StringComparison.Ordinal))
        {
            await Task.Delay(50, timeout.Token);
        }
    }

    /// <summary>Reads a recording strictly: each line is a row.</summary>
    private static (string Name, DateTimeOffset Time, bool IsGap)[] Rows(string text, string format) =>
    [.. text.TrimEnd('\n').Split('\n').Where(static line => line is not ("time,name,value,unit,gap" or "[" or "]")).Select(line =>
    {
        if (format == "csv")
        {
            string[] fields = line.Split(',');
            Assert.HasCount(5, fields, line);
            return (fields[1], DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture), fields[4].Length > 0);
        }

        using var json = System.Text.Json.JsonDocument.Parse(line.TrimStart(','));
        System.Text.Json.JsonElement row = json.RootElement;
        if (format == "jsonl")
        {
            bool isGap = row.TryGetProperty("gap", out _);
            return (isGap ? "" : row.GetProperty("name").GetString()!, row.GetProperty("time").GetDateTimeOffset(), isGap);
        }

        string name = row.GetProperty("n").GetString()!;
        return (
            name, DateTimeOffset.UnixEpoch.AddTicks((long)(row.GetProperty("t").GetDecimal() * TimeSpan.TicksPerSecond)),
            name == "sensorcast:gap");
    })];

    [GeneratedRegex(@"recording continued after (\d+\.\d) s")]
    private static partial Regex GapLength();
}
