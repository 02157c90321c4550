using System.Formats.Cbor;
using System.Net.WebSockets;
using System.Text;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>What every WebSocket client that sets actuators must find at the server.</summary>
public abstract class ActuatingClientTests : ClientTests
{
    private const string Lamp = "board:demo-lamp";
    private const string Dimmer = "board:demo-dimmer";

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("senml+cbor", "senml+json")]
    [DataRow("senml+json", "senml+cbor")]
    public void Sets_actuators_in_both_encodings_for_all_to_see(string own, string others)
    {
        using var host = new LiveHost(0, "--name", "board");
        Uri url = host.WebSocketUrl("/ws");
        using ClientWebSocket watcher = DotNetClientTests.Connect(url, [others]);
        Task<List<SenmlPack>> watching = WatchAsync(watcher, packs => States(packs, Lamp).Count == 3 && States(packs, Dimmer).Count == 3);

        IReadOnlyList<Message> messages = Actuate(
            url,
            own,
            [
                Message.Text("""[{"n":"board:demo-lamp","vb":true,"seq":1}]"""),
                Message.Binary(DimmerAtAQuarter()),
                Message.Text("""[{"bn":"board:","seq":3,"n":"demo-dimmer","v":7.5e-1},{"n":"demo-","u":"/","v":1}]"""),
                Message.Text("""[{"bn":"board:demo-","seq":4},""", """{"n":"dimmer","v":0.995},{"n":"lamp","vb":fal""", "se}]"),
                Message.Text("""[{"seq":4294967295}]"""),
            ]);

        Assert.AreEqual(
            """{"seq":1} {"seq":2} {"seq":3,"error":"unknown-name","n":"board:demo-"} {"seq":4} {"seq":4294967295}""", Replies(messages));
        SenmlPack[] packs = [.. messages.Where(message => !message.IsReply).Select(SenmlPack.From)];
        Assert.AreEqual("False True False", string.Join(' ', States(packs, Lamp)));
        Assert.AreEqual("0.50 0.25 1.00", string.Join(' ', States(packs, Dimmer)));

        // All other clients get the same packs, whatever the encoding.
        Assert.IsTrue(watching.Wait(4 * Limits.Wait), "the watcher did not see it");
        Assert.AreEqual("False True False", string.Join(' ', States(watching.Result, Lamp)));
        Assert.AreEqual("0.50 0.25 1.00", string.Join(' ', States(watching.Result, Dimmer)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Receives_the_reason_why_nothing_is_set()
    {
        (string Pack, string Reply)[] refusals =
        [
            ("""[{"n":"board:nothing","v":1}]""", """{"error":"unknown-name","n":"board:nothing"}"""),
            ("""[{"n":"cpu","v":1}]""", """{"error":"unknown-name","n":"cpu"}"""),
            ("""[{"n":"board:\u0007","v":1}]""", """{"error":"unknown-name"}"""),
            ("""[{"n":"board:cpu","v":1}]""", """{"error":"not-settable","n":"board:cpu"}"""),
            ("""[{"n":"board:demo-lamp","v":1}]""", """{"error":"wrong-type","n":"board:demo-lamp"}"""),
            ("""[{"n":"board:demo-dimmer","vs":"1","seq":7}]""", """{"seq":7,"error":"wrong-type","n":"board:demo-dimmer"}"""),
            ("""[{"bu":"Cel","n":"board:demo-dimmer","v":1}]""", """{"error":"wrong-unit","n":"board:demo-dimmer"}"""),
            ("""[{"n":"board:demo-dimmer","v":1.005}]""", """{"error":"out-of-range","n":"board:demo-dimmer"}"""),
            ("""[{"n":"board:demo-dimmer","v":-1e99}]""", """{"error":"out-of-range","n":"board:demo-dimmer"}"""),
            ("""[{"n":"board:demo-lamp","vb":true,"t":5}]""", """{"error":"time-not-supported","n":"board:demo-lamp"}"""),
            ("""[{"bver":11,"seq":8},{"n":"board:demo-lamp","vb":true}]""", """{"seq":8,"error":"not-understood"}"""),
            ("""[{"fade_":1,"seq":9},{"n":"board:demo-lamp","vb":true}]""", """{"seq":9,"error":"not-understood"}"""),
            ($"[{string.Join(',', Enumerable.Repeat("""{"n":"board:demo-lamp","vb":true}""", 17))}]",
                """{"error":"too-many-records","n":"board:demo-lamp"}"""),
        ];
        using var host = new LiveHost(0, "--name", "board");

        IReadOnlyList<Message> messages = Actuate(
            host.WebSocketUrl("/ws"), "senml+cbor",
            [.. refusals.Select(refusal => Message.Text(refusal.Pack)), Message.Text("""[{"seq":1}]""")]);

        Assert.AreEqual(string.Join(' ', refusals.Select(refusal => refusal.Reply).Append("""{"seq":1}""")), Replies(messages));
        SenmlPack[] packs = [.. messages.Where(message => !message.IsReply).Select(SenmlPack.From)];
        Assert.HasCount(1, States(packs, Lamp));
        Assert.HasCount(1, States(packs, Dimmer));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(1008, "hello")]
    [DataRow(1008, "")]
    [DataRow(1008, "[]")]
    [DataRow(1008, """[{"n":"board:demo-lamp","vb":true}""")]
    [DataRow(1008, """[{"n":7,"vb":true}]""")]
    [DataRow(1008, """{"n":"board:demo-lamp","vb":true}""")]
    public void Is_closed_for_a_message_that_is_not_a_pack(int code, string text)
    {
        Uri url = SharedHost.Plain.WebSocketUrl("/ws");

        Assert.AreEqual(code, Provoke(url, [Message.Text(text)]));
        Assert.AreEqual(
            code, Provoke(url, [Message.Text("""[{"n":"x","v":1}]"""), Message.Binary(Encoding.UTF8.GetBytes(text))]));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Is_closed_for_a_message_that_is_too_long()
    {
        const int MaxLength = 1024;
        Uri url = SharedHost.Plain.WebSocketUrl("/ws");
        string pack = """[{"seq":1}]""".PadRight(MaxLength);

        Assert.AreEqual(
            """{"seq":1} {"seq":1}""", Replies(Actuate(url, "senml+json", [Message.Text(pack), Message.Text(pack[..1000], pack[1000..])])));
        Assert.AreEqual(1009, Provoke(url, [Message.Text(pack + " ")]));
        Assert.AreEqual(1009, Provoke(url, [Message.Text(pack[..1000], pack[1000..], " ")]));
    }

    /// <summary>Connects, sends each message when the one before has been replied to, and disconnects.</summary>
    /// <returns>All messages received, up to the last reply.</returns>
    private protected abstract IReadOnlyList<Message> Actuate(Uri url, string protocol, IReadOnlyList<Message> messages);

    /// <summary>Connects, sends messages and waits until the server closes.</summary>
    /// <returns>The code of the server's close frame.</returns>
    private protected abstract int Provoke(Uri url, IReadOnlyList<Message> messages);

    private static async Task<List<SenmlPack>> WatchAsync(ClientWebSocket client, Predicate<List<SenmlPack>> isEnough)
    {
        List<SenmlPack> packs = [];
        while (!isEnough(packs))
        {
            packs.Add(SenmlPack.From(await DotNetClientTests.ReceiveAsync(client)));
        }

        return packs;
    }

    private static string Replies(IReadOnlyList<Message> messages) =>
        string.Join(' ', messages.Where(message => message.IsReply).Select(message => Encoding.UTF8.GetString(message.Content)));

    /// <summary>The values of a channel, in order.</summary>
    private static List<object> States(IEnumerable<SenmlPack> packs, string channel)
    {
        List<object> states = [];
        foreach (SenmlRecord record in packs.SelectMany(pack => pack.Records).Where(record => record.Name == channel))
        {
            if (states.Count == 0 || !states[^1].Equals(record.Value))
            {
                states.Add(record.Value);
            }
        }

        return states;
    }

    /// <summary>Numbered 2, with its value in 16 bits of IEEE 754.</summary>
    private static byte[] DimmerAtAQuarter()
    {
        var writer = new CborWriter();
        writer.WriteStartArray(1);
        writer.WriteStartMap(4);
        writer.WriteInt32(-2);
        writer.WriteTextString("board:");
        writer.WriteTextString("seq");
        writer.WriteInt32(2);
        writer.WriteInt32(0);
        writer.WriteTextString("demo-dimmer");
        writer.WriteInt32(2);
        writer.WriteHalf((Half)0.25);
        writer.WriteEndMap();
        writer.WriteEndArray();
        return writer.Encode();
    }
}
