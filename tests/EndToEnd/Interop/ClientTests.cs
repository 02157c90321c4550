using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>What every WebSocket client must find at the server.</summary>
public abstract class ClientTests
{
    private const string NoProtocol = "";

    /// <summary>The certificate of wss; every client here trusts its authority and checks the rest.</summary>
    private protected static TestCertificates Certificates => TlsTests.Certificates;

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("senml+cbor", "senml+cbor")]
    [DataRow("senml+json", "senml+json")]
    [DataRow("senml+json,senml+cbor", "senml+json")]
    [DataRow("mqtt,senml+cbor", "senml+cbor")]
    [DataRow(NoProtocol, NoProtocol)]
    public void Streams_readings_in_the_encoding_agreed_on(string offer, string agreed)
    {
        using var host = new LiveHost();

        (string protocol, IReadOnlyList<Message> messages) =
            Receive(host.WebSocketUrl("/ws"), offer.Split(',', StringSplitOptions.RemoveEmptyEntries), 100);

        Assert.AreEqual(agreed, protocol);
        Assert.HasCount(100, messages);
        Assert.IsTrue(messages.All(message => message.IsText == (agreed != "senml+cbor")));
        AssertStream([.. messages.Select(SenmlPack.From)]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Speaks_TLS()
    {
        using LiveHost host = TlsTests.StartHost();

        (string protocol, IReadOnlyList<Message> messages) = Receive(host.WebSocketUrl("/ws"), ["senml+cbor"], 100);
        Assert.AreEqual("senml+cbor", protocol);
        AssertStream([.. messages.Select(SenmlPack.From)]);

        AssertEchoes(host, [Message.Text("over TLS"), Message.Binary(new byte[16 * 1024]), Message.Binary(new byte[1024 * 1024])]);
        Assert.AreEqual(1000, Close(host.WebSocketUrl("/echo"), 1000, "done"));
        Assert.AreEqual(1001, WaitForClose(host.WebSocketUrl("/ws"), () => host.Signal("TERM")));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Echoes_messages_of_every_length()
    {
        // Around each of RFC 6455 section 5.2's three forms of a length, and far over any buffer of the server.
        int[] lengths = [0, 1, 125, 126, 127, 2799, 2800, 2801, 65535, 65536, 1024 * 1024];
        byte[] bytes = new byte[lengths[^1]];
        new Random(1).NextBytes(bytes);

        AssertEchoes(
        [
            .. lengths.Select(length => Message.Binary(bytes[..length])),
            .. lengths.Select(length => Message.Text(new string('x', length))),
            .. lengths.Select(length => Message.Text(string.Concat(Enumerable.Repeat("aß水🚀", length / 10)))),
        ]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Echoes_fragmented_messages() => AssertEchoes(
    [
        Message.Text("Hel", "lo"),
        Message.Text("", "水", "", "🚀", ""),
        Message.Binary([.. Enumerable.Range(0, 100).Select(i => new byte[] { (byte)i })]),
        Message.Binary(new byte[70_000], new byte[3], new byte[70_000]),
    ]);

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("/ws", 1000, "")]
    [DataRow("/echo", 1000, "done")]
    [DataRow("/echo", 3000, "")]
    [DataRow("/echo", 4999, "an application's own")]
    public void Echoes_the_close_code(string path, int code, string reason)
    {
        Assert.AreEqual(code, Close(SharedHost.Plain.WebSocketUrl(path), code, reason));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("/ws", "INT")]
    [DataRow("/ws", "TERM")]
    [DataRow("/echo", "INT")]
    public void Is_closed_with_1001_when_the_server_shuts_down(string path, string signal)
    {
        using var host = new LiveHost();

        Assert.AreEqual(1001, WaitForClose(host.WebSocketUrl(path), () => host.Signal(signal)));
        Assert.AreEqual(0, host.WaitForExit());
    }

    /// <summary>Connects, receives a number of messages and disconnects.</summary>
    /// <returns>The subprotocol agreed on or an empty string, and the messages.</returns>
    private protected abstract (string Protocol, IReadOnlyList<Message> Messages) Receive(Uri url, string[] protocols, int count);

    /// <summary>Sends each message, with the fragments that it has, and receives one for it.</summary>
    private protected abstract IReadOnlyList<Message> Exchange(Uri url, IReadOnlyList<Message> messages);

    /// <summary>Closes the connection.</summary>
    /// <returns>The code of the server's close frame.</returns>
    private protected abstract int Close(Uri url, int code, string reason);

    /// <summary>Connects and waits until the server closes.</summary>
    /// <returns>The code of the server's close frame.</returns>
    private protected abstract int WaitForClose(Uri url, Action whenOpen);

    private void AssertEchoes(Message[] messages) => AssertEchoes(SharedHost.Plain, messages);

    private void AssertEchoes(LiveHost host, Message[] messages)
    {
        IReadOnlyList<Message> echoes = Exchange(host.WebSocketUrl("/echo"), messages);

        Assert.HasCount(messages.Length, echoes);
        foreach ((Message sent, Message echo) in messages.Zip(echoes))
        {
            Assert.AreEqual(sent.IsText, echo.IsText);
            Assert.IsTrue(sent.Content.AsSpan().SequenceEqual(echo.Content), $"{sent.Content.Length} bytes came back changed");
        }
    }

    private static void AssertStream(SenmlPack[] packs)
    {
        // A pack is one or more records (RFC 8428 section 3). The first one introduces the channels; the others carry
        // what is new, each once and in order.
        Assert.IsTrue(packs.All(pack => pack.Records.Count > 0));
        Assert.IsNull(packs[0].Sequence);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, packs.Length - 1).Select(i => packs[1].Sequence + i).ToArray(),
            packs[1..].Select(pack => pack.Sequence).ToArray());

        decimal now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000m;
        ILookup<string, SenmlRecord> channels = packs.SelectMany(pack => pack.Records).ToLookup(record => record.Name);
        foreach (IGrouping<string, SenmlRecord> channel in channels)
        {
            Assert.AreEqual(channel.First().Value is decimal, channel.First().Unit is not null, channel.Key);
            Assert.IsGreaterThan(0, channel.First().UpdateTime ?? 0, channel.Key);
            Assert.IsTrue(channel.Skip(1).All(record => record.Unit is null && record.UpdateTime is null), channel.Key);
            Assert.IsTrue(channel.Zip(channel.Skip(1)).All(pair => pair.First.Time < pair.Second.Time), channel.Key);
            Assert.IsTrue(channel.All(record => now - record.Time is > -0.01m and < 30), channel.Key);
        }

        AssertChannel("demo-wave", "V", 0.1m, value => value is >= 0.15m and <= 3.15m);
        AssertChannel("demo-vibration", "m/s2", 0.01m, value => value is > -4m and < 4m);
        AssertChannel("memory", "B", 1, value => value is > 1_000_000m and decimal bytes && bytes % 1000 == 0);
        AssertChannel("working-set", "B", 1, value => value is > 1_000_000m and decimal bytes && bytes % 1000 == 0);
        AssertChannel("cpu", "/", 0.5m, value => value is >= 0m and <= 1m);
        AssertChannel("demo-contact", null, 0.5m, value => value is bool);
        AssertChannel("demo-phase", null, 1, value => value is "rising" or "falling");
        AssertChannel("demo-lamp", null, 2, value => value is false, new SettableRange(null, null, null));
        AssertChannel("demo-dimmer", "/", 2, value => value is 0.5m, new SettableRange(0, 1, 0.01m));

        void AssertChannel(string name, string? unit, decimal updateTime, Predicate<object> isPlausible, SettableRange? range = null)
        {
            SenmlRecord[] records = [.. channels.Single(channel => channel.Key.EndsWith(':' + name)).OrderBy(record => record.Time)];
            Assert.AreEqual(unit, records[0].Unit);
            Assert.AreEqual(updateTime, records[0].UpdateTime);
            Assert.AreEqual(range, records[0].Range);
            Assert.IsTrue(records.All(record => isPlausible(record.Value)), name);
        }
    }
}
