using System.Text.Json;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>--json</c>: an object a line, with the field names of recordings; and the text for people.</summary>
[TestClass]
public class JsonTests
{
    private const string FirstPack = """
        [{"bn":"b:","bt":1763877600,"n":"a","u":"Cel","ut":3600,"title":"Inside","group":"Air","kind":"temperature","low":10,"high":30,"alarmhigh":25,"v":26.50,"t":-2},
         {"n":"fan","u":"/","ut":3600,"set":true,"min":0.00,"max":1.00,"step":0.01,"v":0.35,"t":0},
         {"n":"lamp","ut":3600,"set":true,"vb":false},{"n":"mode","ut":3600,"vs":"hea\u001b[2Jting"}]
        """;

    [TestMethod, Timeout(Limits.Test)]
    public async Task Watch_prints_what_a_recording_has()
    {
        await using FakeBoard board = await BoardAsync();

        (int code, string output, string errors) = await CliProcess.RunUntilAsync(
            ["\"b:lamp\",\"value\":false}\n"], "watch", board.Url.Authority, "--json", "-c", "b:fan", "-c", "lamp");

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(
            """
            {"time":"2025-11-23T06:00:00.000000Z","name":"b:fan","value":0.35,"unit":"/"}
            {"time":"2025-11-23T06:00:00.000000Z","name":"b:lamp","value":false}

            """,
            output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Channels()
    {
        await using FakeBoard board = await BoardAsync();

        (int code, string output, string errors) = await CliProcess.RunAsync("channels", board.Url.Authority, "--json");

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(
            """
            {"name":"b:a","title":"Inside","group":"Air","kind":"temperature","unit":"Cel","period":3600,"settable":false,"low":10,"high":30,"alarmhigh":25,"time":"2025-11-23T05:59:58.000000Z","value":26.50,"age":2}
            {"name":"b:fan","unit":"/","period":3600,"settable":true,"min":0.00,"max":1.00,"step":0.01,"time":"2025-11-23T06:00:00.000000Z","value":0.35,"age":0}
            {"name":"b:lamp","period":3600,"settable":true,"time":"2025-11-23T06:00:00.000000Z","value":false,"age":0}
            {"name":"b:mode","period":3600,"settable":false,"time":"2025-11-23T06:00:00.000000Z","value":"hea\u001B[2Jting","age":0}

            """,
            output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Channels_for_people()
    {
        await using FakeBoard board = await BoardAsync();

        (int code, string output, string errors) = await CliProcess.RunAsync("channels", board.Url.Authority);

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(
            """
            NAME   TITLE    GROUP   KIND          UNIT   PERIOD   SET                             NOW     AGE
            a      Inside   Air     temperature   Cel       1 h                              26.50 °C   2.0 s
            fan                                   /         1 h   0 % to 100 %, step 1 %         35 %   0.0 s
            lamp                    on/off                  1 h   on or off                       off   0.0 s
            mode                    text                    1 h                            hea[2Jting   0.0 s

            """,
            output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Status_of_a_channel_at_an_alarm_level()
    {
        await using FakeBoard board = await BoardAsync();

        (int code, string output, string errors) = await CliProcess.RunAsync("status", board.Url.Authority, "--json");

        Assert.AreEqual(7, code, errors);
        using var json = JsonDocument.Parse(output);
        Assert.AreEqual("attention", json.RootElement.GetProperty("state").GetString());
        Assert.AreEqual("""["a"]""", json.RootElement.GetProperty("alarm").GetRawText());
        Assert.AreEqual(4, json.RootElement.GetProperty("channels").GetInt32());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Status_of_a_board_that_is_live()
    {
        using var host = new LiveHost(0, "--name", "board");

        (int code, string output, string errors) = await CliProcess.RunAsync("status", host.Url.Authority);

        Assert.AreEqual(0, code, output + errors);
        Assert.StartsWith($"{host.Url.Authority} is live.\n", output);
        Assert.MatchesRegex(@"\n  up +\d", output);
        Assert.MatchesRegex(@"\n  clients +1 of 8\n", output.Replace("2 of 8", "1 of 8", StringComparison.Ordinal));
        Assert.MatchesRegex(@"\n  round trip +[\d.]+ ms\n", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Status_of_a_board_with_a_token()
    {
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);

        (int code, string output, string errors) = await CliProcess.RunAsync("status", host.Url.Authority, "--json");
        Assert.AreEqual(4, code, errors);
        Assert.StartsWith($"{{\"board\":\"{host.Url.Authority}\",\"state\":\"away\",\"error\":", output);
        Assert.HasCount(1, errors.TrimEnd().Split('\n'));

        (code, output, errors) = await CliProcess.RunWithTokenAsync(TokenHost.ReadOnlyToken, "status", host.Url.Authority);
        Assert.AreEqual(0, code, errors);
        Assert.Contains("clients", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Status_of_a_board_that_cannot_be_reached()
    {
        (int code, string output, string errors) = await CliProcess.RunAsync("status", $"127.0.0.1:{LoopbackPort.Free()}");

        Assert.AreEqual(3, code);
        Assert.AreEqual("", output);
        Assert.Contains("nothing listens on that port", errors);
    }

    [TestMethod]
    public async Task Every_command_has_an_example_in_its_help()
    {
        foreach (string command in new[] { "watch", "record", "channels", "status", "set", "bridge", "completion" })
        {
            (int code, string output, _) = await CliCall.RunAsync(command, "--help");

            Assert.AreEqual(0, code);
            Assert.MatchesRegex($@"\nExamples?:\n  (source <\()?sensorcast {command} ", output);
        }
    }

    private static Task<FakeBoard> BoardAsync() => FakeBoard.StartAsync(async client =>
    {
        await client.SendAsync(FirstPack);
        while (true)
        {
            (System.Net.WebSockets.WebSocketMessageType type, byte[] content) = await client.ReceiveAsync();
            if (type == System.Net.WebSockets.WebSocketMessageType.Close)
            {
                return;
            }

            // What a client sends to measure the round trip: a pack with a sequence number in its only record, [{"seq": n}].
            await client.SendAsync($$"""{"seq":{{content[^1]}}}""");
        }
    });
}
