using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Sensorcast.Tests.Shared.TokenHost;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast</c> and the real server with tokens.</summary>
[TestClass]
public class TokenTests
{
    private const string Wanted =
        "refused: 401 Unauthorized, it needs a token, or another one. Give it with --token-file, or in SENSORCAST_TOKEN.";

    [TestMethod, Timeout(Limits.Test)]
    public async Task Set_takes_the_token_from_a_file_or_from_the_environment()
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        string[] set = ["set", host.Url.ToString(), "demo-lamp", "on"];

        AssertEnd(await CliProcess.RunAsync([.. set, "--token-file", host.FileWith(Token)]), 0, "");
        AssertEnd(await CliProcess.RunWithTokenAsync(Token, set), 0, "");
        // The file comes first.
        AssertEnd(
            await CliProcess.RunWithTokenAsync(Token, [.. set, "--token-file", host.FileWith(ReadOnlyToken)]),
            6,
            "board:demo-lamp was not set: not-allowed, that needs a token with full access.\n");
        AssertEnd(await CliProcess.RunAsync(set), 4, $"{host.WebSocketUrl("/ws")} {Wanted}\n");
        Assert.AreEqual(0, await host.TokenFailuresAsync(Token));
        AssertEnd(await CliProcess.RunWithTokenAsync(WrongToken, set), 4, $"{host.WebSocketUrl("/ws")} {Wanted}\n");
        Assert.AreEqual(1, await host.TokenFailuresAsync(Token));
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task A_wait_after_wrong_tokens_is_reported()
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        // Each wrong one doubles the wait: the last wait is longer than programs take to start.
        await host.OfferWrongTokensAsync(5);

        string url = host.Url.ToString();
        foreach ((int code, string output, string errors) in await Task.WhenAll(
            CliProcess.RunWithTokenAsync(Token, "set", url, "demo-lamp", "on"),
            CliProcess.RunWithTokenAsync(Token, "watch", url),
            CliProcess.RunWithTokenAsync(Token, "record", url)))
        {
            Assert.AreEqual(4, code);
            Assert.AreEqual("", output);
            Assert.MatchesRegex(@"refused: 429 TooManyRequests, too many wrong tokens came from here; try again in \d\d? s\.\n$", errors);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Watch_and_record_read_with_the_read_only_token()
    {
        using var host = new TokenHost(Token, ReadOnlyToken);

        foreach (string command in new[] { "watch", "record" })
        {
            using var process = new CliProcess(ReadOnlyToken, [command, host.Url.ToString()]);
            await process.PrintsAsync("board:demo-wave");
            process.Interrupt();
            (int code, string output, string errors) = await process.WaitForExitAsync();
            Assert.AreEqual(0, code, errors);
            Assert.Contains("board:demo-wave", output);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Record_ends_when_the_token_is_no_longer_valid()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("record");
        var first = new TokenHost(Token, ReadOnlyToken);
        using var record = new CliProcess(ReadOnlyToken, ["record", first.Url.ToString(), "--output", file]);
        while (!File.Exists(file) || new FileInfo(file).Length < 4096)
        {
            await Task.Delay(20);
        }

        int port = first.Url.Port;
        first.Dispose();
        using var second = new TokenHost(Token, "another-horse", port);
        (int code, _, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(4, code, errors);
        Assert.Contains(Wanted, errors);
        Assert.EndsWith("\n", await File.ReadAllTextAsync(file));
        Assert.AreEqual(1, await second.TokenFailuresAsync(Token));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(Token, """{"value":true}""")]
    [DataRow(ReadOnlyToken, """{"error":"not-allowed"}""")]
    public async Task Bridge_has_a_token_for_each_board(string token, string result)
    {
        using var broker = new Broker();
        using var host = new TokenHost(Token, ReadOnlyToken);
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/#");
        // The token of the environment is for one board, and a bridge has many.
        using var bridge =
            new CliProcess(WrongToken, [.. Bridge(host, broker), "--token-file", $"attic={host.FileWith(token)}", "--commands"]);

        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 10);
        await subscriber.PublishAsync("sensorcast/attic/set/demo-lamp", "true");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/result/demo-lamp").Length > 0);

        Assert.AreEqual(result, subscriber.On("sensorcast/attic/result/demo-lamp").Single());
        Assert.AreEqual(0, await host.TokenFailuresAsync(Token));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Bridge_does_not_retry_a_board_that_wants_another_token()
    {
        using var broker = new Broker();
        using var host = new TokenHost(Token, ReadOnlyToken);
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/status");
        using var bridge = new CliProcess([.. Bridge(host, broker), "--token-file", $"attic={host.FileWith(WrongToken)}"]);

        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status").LastOrDefault() == "offline");
        // Longer than the first waits of a bridge that would retry.
        await Task.Delay(3000);
        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(0, code);
        Assert.AreEqual(
            $"attic: {host.WebSocketUrl("/ws")} refused: 401 Unauthorized, it needs a token, or another one. Trying again in 60 s.",
            errors.Split('\n').Single(static line => line.Contains("401", StringComparison.Ordinal)));
        Assert.AreEqual(1, await host.TokenFailuresAsync(Token));
    }

    private static string[] Bridge(TokenHost host, Broker broker) =>
        ["bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}"];

    private static void AssertEnd((int Code, string Output, string Errors) end, int code, string errors)
    {
        Assert.AreEqual(errors, end.Errors.ReplaceLineEndings("\n"));
        Assert.AreEqual(code, end.Code);
    }
}
