using System.Net;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Errors: the exit code and the one line of each.</summary>
[TestClass]
public class UsageTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("", "Say what to do: watch, record, channels, status, set, bridge, discover, completion.")]
    [DataRow(
        "frobnicate",
        "There is no command 'frobnicate'. The commands are watch, record, channels, status, set, bridge, discover, completion.")]
    [DataRow("recrod board", "There is no command 'recrod'. Did you mean record?")]
    [DataRow("stat board", "There is no command 'stat'. Did you mean status?")]
    [DataRow("watch board --chanel x", "sensorcast watch has no option '--chanel'. Did you mean --channel?")]
    [DataRow("set board lamp=on --jsn", "--jsn")]
    [DataRow("record board --rotate 5", "--rotate takes a time from 1s such as 1h or 1d, or a size from 1kB such as 100MB, not '5'.")]
    [DataRow("record board --rotate 1h", "--rotate needs a file: name it with --output.")]
    [DataRow("record board --overwrite", "--overwrite needs a file: name it with --output.")]
    [DataRow("record board -o a --compress", "--compress needs --rotate")]
    [DataRow("record board -o a --rotate 1h --overwrite", "do not go together")]
    [DataRow("completion tcsh", "There is a completion for bash, zsh, fish or pwsh, not for 'tcsh'.")]
    [DataRow("--frobnicate", "There is no option '--frobnicate'.")]
    [DataRow("--versoin", "There is no option '--versoin'. Did you mean --version?")]
    [DataRow("watch ::1", "'::1' is an IPv6 address, which needs brackets: [::1].")]
    [DataRow("bridge --board a=::1 --broker mqtt://b", "which needs brackets: [::1]")]
    [DataRow("bridge --board a=board --broker ::1", "--broker takes an IPv6 address in brackets")]
    [DataRow("bridge --board a=board --broker mqtt://2001:db8::7", "--broker takes an IPv6 address in brackets")]
    [DataRow("bridge --board a=board --broker mqtt://b --encoding xml", "--encoding takes cbor or json, not 'xml'.")]
    [DataRow("discover --seconds 0", "--seconds takes a whole number from 1 to 3600, not '0'.")]
    [DataRow("discover attic", "Unrecognized command or argument 'attic'")]
    [DataRow("watch", "Required argument 'board' missing")]
    [DataRow("watch ftp://board", "neither http, https, ws nor wss")]
    [DataRow("watch board --duration 10", "--duration takes a time such as 90s")]
    [DataRow("watch board --duration 30d", "--duration takes a time such as 90s")]
    [DataRow("record board --format xml", "--format takes csv, jsonl or senml, not 'xml'.")]
    [DataRow("set board lamp", "'lamp' has no value: write lamp=value.")]
    [DataRow("set board lamp=on dimmer", "'dimmer' has no value: write dimmer=value.")]
    [DataRow("set board", "Required argument 'name=value' missing")]
    [DataRow("bridge --board attic=board", "--broker")]
    [DataRow("bridge --board attic --broker mqtt://b", "--board takes name=address")]
    [DataRow("bridge --board a/b=board --broker mqtt://b", "--board takes name=address")]
    [DataRow("bridge --board a=board --board a=other --broker mqtt://b", "'a' twice")]
    [DataRow("bridge --board attic=board --broker http://b", "--broker takes mqtt://host:port")]
    [DataRow("bridge --board attic=board --broker mqtt://user:secret@b", "without a password")]
    [DataRow("bridge --board attic=board --broker mqtt://b --topic-prefix a/#", "--topic-prefix takes")]
    [DataRow("bridge --broker mqtt://b", "bridge takes --board to publish boards, or --forget to remove one.")]
    [DataRow(
        "bridge --board attic=board --forget attic --broker mqtt://b",
        "bridge takes --board to publish boards, or --forget to remove one.")]
    [DataRow("bridge --forget a/b --broker mqtt://b", "--forget takes the name of a board")]
    [DataRow("bridge --board attic=board --broker mqtt://b --recent-period -1", "--recent-period takes 0 to 86400 seconds.")]
    [DataRow("bridge --board attic=board --broker mqtt://b --home-assistant --no-readings", "do not go together")]
    [DataRow("watch board --token secret", "--token")]
    [DataRow("bridge --board attic=board --broker mqtt://b --token-file shed=token", "has 'shed', which is not the name of a --board")]
    public async Task Wrong_usage(string arguments, string error)
    {
        (int code, string output, string errors) = await CliCall.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.Contains(error, errors);
        Assert.HasCount(1, errors.TrimEnd().Split('\n'));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("frobnicate", "There is no command 'frobnicate'.")]
    [DataRow("bridge --broker mqtt://b", "bridge takes --board to publish boards, or --forget to remove one.")]
    public async Task Wrong_usage_of_the_program(string arguments, string error)
    {
        (int code, string output, string errors) = await CliProcess.RunAsync(arguments.Split(' '));

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.StartsWith(error, errors);
        Assert.HasCount(1, errors.TrimEnd().Split('\n'));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_board_that_cannot_be_reached()
    {
        string address = $"127.0.0.1:{LoopbackPort.Free()}";

        (int code, _, string errors) = await CliProcess.RunAsync("watch", address);

        Assert.AreEqual(3, code);
        Assert.Contains($"Cannot reach ws://{address}/ws: ", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Refused()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(
            _ => Task.CompletedTask, serve => FakeBoard.Refusing(serve, _ => (HttpStatusCode.Unauthorized, null)));

        (int code, _, string errors) = await CliProcess.RunAsync("set", board.Url.Authority, "lamp", "on");

        Assert.AreEqual(4, code);
        Assert.AreEqual(
            $"{board.Url} refused: 401 Unauthorized, it needs a token, or another one. Give it with --token-file, or in SENSORCAST_TOKEN.",
            errors.TrimEnd());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task No_stream()
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(client => client.WaitForCloseAsync(), serve => FakeBoard.Speaking(serve, ""));

        (int code, _, string errors) = await CliProcess.RunAsync("record", board.Url.Authority);

        Assert.AreEqual(5, code);
        Assert.Contains("does not speak senml+cbor", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task No_such_file()
    {
        (int code, _, string errors) = await CliProcess.RunAsync("watch", "board", "--token-file", "/no/such/file");

        Assert.AreEqual(1, code);
        Assert.Contains("/no/such/file", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_token_comes_from_a_file()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), "secret\n");
        await using FakeBoard board = await FakeBoard.StartAsync(client => client.WaitForCloseAsync());

        using var watch = new CliProcess("watch", board.Url.Authority, "--token-file", folder.File("token"));
        await Until.TrueAsync(() => !board.Offers.IsEmpty, "It does not connect.");
        watch.Interrupt();
        (int code, _, _) = await watch.WaitForExitAsync();

        Assert.AreEqual(0, code);
        Assert.AreEqual("senml+cbor token.c2VjcmV0", string.Join(' ', board.Offers.Single()));
    }
}
