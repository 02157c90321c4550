using System.Text.Json;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>Names on the network, both ways: what avahi announces is found, and what the Host announces is found by avahi.</summary>
[TestClass]
public sealed class DiscoverTests : IDisposable
{
    private const int Time = 120_000;
    private const int BoardPort = 9000;

    private static readonly string HostProgram = Path.Combine(AppContext.BaseDirectory, "Sensorcast.Host");

    /// <summary>Each test has a network of its own.</summary>
    private readonly NetworkLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [TestMethod, Timeout(3 * Limits.Test)]
    public void Lists_the_boards_that_avahi_announces_with_their_channels()
    {
        using NetworkLab.LabProcess board = StartBoard();
        using NetworkLab.LabProcess attic = Publish("attic", BoardPort, "path=/", "version=9.9", "token=set", "subprotocols=senml+cbor");
        using NetworkLab.LabProcess ghost = Publish("My ghost\u001b[2J", 9999, "PATH=/", "Token");

        (int code, string output, string errors) = Discover("--seconds", "10");
        Assert.AreEqual(0, code, errors);
        string[] lines = [.. output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal)];
        Assert.HasCount(2, lines, output);
        Assert.MatchesRegex(
            "^My ghost\uFFFD\\[2J +http://10.9.0.1:9999/ +token unknown channels unknown: Cannot reach ws://10.9.0.1:9999/ws: ", lines[0]);
        Assert.MatchesRegex("^attic +http://10.9.0.1:9000/ +token to set +cpu demo-contact demo-dimmer demo-lamp ", lines[1]);

        output = Discover("--seconds", "10", "--json").Output;
        JsonElement listed = output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Single(board => board.GetProperty("name").GetString() == "attic");
        Assert.AreEqual("http://10.9.0.1:9000/", listed.GetProperty("address").GetString());
        Assert.AreEqual("other.local", listed.GetProperty("host").GetString());
        Assert.AreEqual("set", listed.GetProperty("token").GetString());
        Assert.AreEqual("9.9", listed.GetProperty("version").GetString());
        Assert.Contains("demo-lamp", listed.GetProperty("channels").EnumerateArray().Select(channel => channel.GetString()));
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void A_board_that_wants_a_token_is_not_sent_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("token"), "only-for-reading");
        using NetworkLab.LabProcess board = StartBoard("--read-only-token-file", folder.File("token"));
        using NetworkLab.LabProcess attic = Publish("attic", BoardPort, "token=read");

        string output = Discover("--seconds", "10").Output;
        Assert.MatchesRegex("^attic +http://10.9.0.1:9000/ +token to read +channels unknown: a token is needed to read\n$", output);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void Every_command_takes_a_discovered_name()
    {
        using NetworkLab.LabProcess board = StartBoard();
        using NetworkLab.LabProcess attic = Publish("attic", BoardPort, "path=/");

        Assert.Contains("b:demo-lamp ", Cli("watch", "Attic", "--duration", "10s").Output);
        Assert.Contains("b:demo-lamp,", Cli("record", "attic", "--duration", "10s").Output);
        Assert.AreEqual("b:demo-lamp is on.\n", Cli("set", "attic", "demo-lamp", "on").Output);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void The_bridge_takes_a_discovered_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("broker.conf"), "listener 1883 127.0.0.1\nallow_anonymous true\nuser root\n");
        using NetworkLab.LabProcess board = StartBoard();
        using NetworkLab.LabProcess attic = Publish("attic", BoardPort, "path=/");
        using NetworkLab.LabProcess broker = _lab.Ours.Start("/usr/sbin/mosquitto", "-c", folder.File("broker.conf"));
        using NetworkLab.LabProcess bridge =
            _lab.Ours.Start(CliProcess.Program, "bridge", "--board", "loft=attic", "--broker", "mqtt://127.0.0.1");

        (int code, string output, string errors) = _lab.Ours.Run(
            Time, "bash", "-c", "until mosquitto_sub -t 'sensorcast/loft/#' -C 6 -W 10 2>/dev/null; do sleep 0.2; done");
        Assert.AreEqual(0, code, errors);
        Assert.Contains("b:", output);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void A_name_that_no_board_has_is_left_to_the_system()
    {
        (int code, _, string errors) = Cli("watch", "unknown");
        Assert.AreEqual(3, code);
        Assert.Contains("Cannot reach ws://unknown/ws", errors);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void Without_a_network_there_is_no_board()
    {
        (int code, string output, string errors) = NetworkLab.RunAlone(Time, CliProcess.Program, "discover", "--seconds", "1");
        Assert.AreEqual(0, code, errors);
        Assert.AreEqual("", output);
        Assert.StartsWith("No board has answered.", errors);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void Avahi_finds_the_Host_until_it_ends()
    {
        using NetworkLab.LabProcess host = Announce("kitchen");
        AssertAnnounced(host, "kitchen");

        // Neither ends it: bytes that are not DNS, and names that loop.
        _lab.Other.Run(
            Time, "bash", "-c",
            @"printf x >/dev/udp/10.9.0.2/5353; printf '\0\0\0\0\0\1\0\0\0\0\0\0\300\14\0\1\0\1' >/dev/udp/10.9.0.2/5353");
        string found = _lab.Other.Run(Time, "avahi-browse", "--resolve", "--terminate", "--parsable", "_sensorcast._tcp").Output;
        Assert.Contains(";kitchen;_sensorcast._tcp;local;kitchen.local;10.9.0.2;9001;", found);
        foreach (string text in (string[])["path=/", "version=0.1.0", "subprotocols=senml+cbor,senml+json", "token=none"])
        {
            Assert.Contains($"\"{text}\"", found);
        }

        Assert.Contains(
            ";kitchen;_http._tcp;local;kitchen.local;10.9.0.2;9001;\"path=/\"",
            _lab.Other.Run(Time, "avahi-browse", "-rtpk", "_http._tcp").Output);
        Assert.Contains(
            ";kitchen;_sensorcast._tcp;local", _lab.Other.Run(Time, "avahi-browse", "--all", "--terminate", "--parsable").Output);
        Assert.AreEqual("kitchen.local\t10.9.0.2\n", _lab.Other.Run(Time, "avahi-resolve", "-4", "--name", "kitchen.local").Output);
        Assert.Contains(
            "kitchen ", _lab.Other.Run(Time, CliProcess.Program, "discover", "--seconds", "5").Output, "from the other host, beside avahi");
        Assert.Contains("kitchen ", Discover("--seconds", "5").Output, "from the same host");

        host.Interrupt();
        Assert.AreEqual(0, host.Finish(Time).Code);
        for (long end = Environment.TickCount64 + Limits.Wait; Environment.TickCount64 < end && IsListed(); Thread.Sleep(200))
        {
            // RFC 6762 section 10.1: a goodbye counts after a second.
        }

        Assert.IsFalse(IsListed(), "It is listed still.");

        bool IsListed() => _lab.Other.Run(Time, "avahi-browse", "-tp", "_sensorcast._tcp").Output
            .Contains("kitchen", StringComparison.Ordinal);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void The_Host_takes_another_name_when_avahi_has_it()
    {
        using NetworkLab.LabProcess host = Announce(NetworkLab.OtherName);
        Assert.AreEqual("other.local is another host's: this one tries other-2.local.", host.ReadLine(Time));
        AssertAnnounced(host, "other-2");
        Assert.AreEqual("other-2.local\t10.9.0.2\n", _lab.Other.Run(Time, "avahi-resolve", "-4", "--name", "other-2.local").Output);
    }

    [TestMethod, Timeout(3 * Limits.Test)]
    public void Avahi_takes_another_name_when_the_Host_has_it()
    {
        using NetworkLab.LabProcess host = Announce("cellar");
        AssertAnnounced(host, "cellar");
        Assert.AreEqual(0, _lab.Other.Run(Time, "avahi-set-host-name", "cellar").Code);
        Assert.AreEqual("cellar-2.local\t10.9.0.1\n", _lab.Other.Run(Time, "avahi-resolve", "-4", "--name", "cellar-2.local").Output);
        Assert.AreEqual("cellar.local\t10.9.0.2\n", _lab.Other.Run(Time, "avahi-resolve", "-4", "--name", "cellar.local").Output);
    }

    private (int Code, string Output, string Errors) Cli(params string[] arguments) =>
        _lab.Ours.Run(Time, CliProcess.Program, arguments);

    private (int Code, string Output, string Errors) Discover(params string[] arguments) => Cli(["discover", .. arguments]);

    /// <summary>A server on the other host, which does not announce itself.</summary>
    private NetworkLab.LabProcess StartBoard(params string[] arguments)
    {
        NetworkLab.LabProcess board =
            _lab.Other.Start(HostProgram, ["--bind", "*", "--port", $"{BoardPort}", "--name", "b", "--demo", .. arguments]);
        Assert.StartsWith("Sensorcast is live", board.ReadLine(Time));
        return board;
    }

    private NetworkLab.LabProcess Publish(string name, int port, params string[] texts)
    {
        // It reports on standard error when avahi has probed and announced the name.
        string[] command = ["avahi-publish", "--service", name, "_sensorcast._tcp", $"{port}", .. texts];
        NetworkLab.LabProcess publish = _lab.Other.Start("bash", ["-c", "exec \"$0\" \"$@\" 2>&1", .. command]);
        Assert.StartsWith("Established under name", publish.ReadLine(Time));
        return publish;
    }

    private NetworkLab.LabProcess Announce(string name)
    {
        NetworkLab.LabProcess host = _lab.Ours.Start(HostProgram, "--bind", "*", "--port", "9001", "--name", name, "--announce", "--demo");
        Assert.StartsWith("Sensorcast is live", host.ReadLine(Time));
        return host;
    }

    private static void AssertAnnounced(NetworkLab.LabProcess host, string name) =>
        Assert.AreEqual($"Announced as {name}.local.", host.ReadLine(Time));
}
