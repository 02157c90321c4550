using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>The answers to clients of the stream: which may set, which names are repeated, and how one client affects the others.</summary>
[TestClass]
public class StreamReplyTests
{
    private readonly StreamBench _bench = new StreamBench(3);

    [TestMethod]
    public void A_client_that_only_reads_sets_nothing()
    {
        MemoryTransport client = _bench.ConnectWith("read-only-token");
        Assert.AreEqual("{\"error\":\"unknown-name\",\"n\":\"b:x\"}", _bench.Send(client, "[{\"bn\":\"b:\",\"n\":\"x\",\"vb\":true}]"));
        Assert.AreEqual(
            "{\"error\":\"unknown-name\",\"n\":\"b:y\"}",
            _bench.Send(client, "[{\"bn\":\"b:\",\"n\":\"lamp\",\"vb\":true},{\"n\":\"y\",\"vb\":true}]"));
        Assert.AreEqual("{\"error\":\"not-allowed\"}", _bench.Send(client, "[{\"n\":\"b:lamp\",\"vb\":true}]"));
        Assert.AreEqual("{\"seq\":7}", _bench.Send(client, "[{\"seq\":7}]"));
        Assert.AreEqual(0, _bench.Lamp.Settings);
        client = _bench.ConnectWith("full-token");
        Assert.IsTrue(_bench.Send(client, "[{\"n\":\"b:lamp\",\"vb\":true}]").EndsWith("\"vb\":true}]"));
    }

    [TestMethod]
    public void A_message_may_have_1024_bytes()
    {
        MemoryTransport client = _bench.ConnectWith("full-token");
        Assert.AreEqual("{\"seq\":7}", _bench.Send(client, "[{\"seq\":7}" + HandshakeCase.Repeat(" ", 1013) + "]"));
    }

    [TestMethod]
    public void An_answer_is_one_whole_text()
    {
        MemoryTransport client = _bench.ConnectWith("full-token");
        client.Say(Frame(0x81, "[{\"seq\":7}]"));
        _bench.Run();
        Assert.AreEqual("81097b22736571223a377d", client.TakeHex());
    }

    [TestMethod]
    public void Only_what_could_be_a_name_is_repeated()
    {
        MemoryTransport client = _bench.ConnectWith("full-token");
        string longest = HandshakeCase.Repeat("x", 64);
        string name = HandshakeCase.Repeat("y", 32);
        const string Unknown = "{\"error\":\"unknown-name\"";
        Assert.AreEqual(Unknown + "}", _bench.Send(client, "[{\"n\":\"\",\"v\":1}]"));
        Assert.AreEqual(Unknown + "}", _bench.Send(client, "[{\"n\":\"<a\",\"v\":1}]"));
        Assert.AreEqual(Unknown + "}", _bench.Send(client, "[{\"bn\":\"<\",\"n\":\"a\",\"v\":1}]"));
        Assert.AreEqual(
            Unknown + ",\"n\":\"" + longest + name + "\"}",
            _bench.Send(client, "[{\"bn\":\"" + longest + "\",\"n\":\"" + name + "\",\"v\":1}]"));
        Assert.AreEqual(Unknown + "}", _bench.Send(client, "[{\"bn\":\"" + longest + "\",\"n\":\"" + name + "y\",\"v\":1}]"));
        string many = "[{\"bn\":\"b:lamp\",\"vb\":true}";
        for (int i = 0; i < 16; i++)
        {
            many += ",{\"vb\":true}";
        }

        Assert.AreEqual("{\"error\":\"too-many-records\",\"n\":\"b:lamp\"}", _bench.Send(client, many + "]"));
    }

    [TestMethod]
    public void A_whole_message_takes_no_place_from_one_in_fragments()
    {
        MemoryTransport slow = _bench.ConnectWith("full-token");
        MemoryTransport quick = _bench.ConnectWith("full-token");
        slow.Say(Frame(0x01, "[{\"seq\":"));
        _bench.Run();
        Assert.AreEqual("{\"seq\":5}", _bench.Send(quick, "[{\"seq\":5}]"));
        slow.Say(Frame(0x80, "6}]"));
        _bench.Run();
        Assert.AreEqual("{\"seq\":6}", slow.TakeFrames());
    }

    [TestMethod]
    public void Errors_of_one_client_are_not_anothers()
    {
        MemoryTransport client = _bench.ConnectWith("full-token");
        MemoryTransport other = _bench.ConnectWith("full-token");
        client.Say(Frame(0x81, "[{\"n\":\"x\",\"v\":1}]"));
        client.Say(Frame(0x81, "[{\"n\":\"y\",\"v\":1}]"));
        _bench.Run();
        Assert.AreEqual("{\"error\":\"unknown-name\",\"n\":\"x\"}{\"error\":\"more\",\"count\":1}", client.TakeFrames());
        other.Say(Frame(0x89, string.Empty));
        _bench.Run();
        Assert.AreEqual("8a00", other.TakeHex());
    }

    [TestMethod]
    public void Errors_of_a_client_that_is_gone_are_not_those_of_its_successor()
    {
        StreamBench bench = new StreamBench(1);
        MemoryTransport client = bench.ConnectWith("full-token");
        client.Say(Frame(0x81, "[{\"n\":\"x\",\"v\":1}]"));
        client.Say(Frame(0x81, "hello"));
        bench.Run();
        client.Finish();
        bench.Run(50);
        Assert.IsTrue(client.IsClosed);

        // It sends something with its request, so no read has ended before.
        client = bench.Listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "Authorization: Bearer full-token\r\n\r\n");
        client.Say(Frame(0x81, "[{\"n\":\"y\",\"v\":1}]"));
        bench.Run();
        client.SkipHead("HTTP/1.1 101 ");
        string answer = client.TakeFrames();
        Assert.IsTrue(answer.StartsWith("{\"error\":\"unknown-name\",\"n\":\"y\"}[{"), answer);
    }

    /// <summary>What is already due, or was requested before in the same pack, is read once, and not late.</summary>
    [TestMethod]
    public void What_is_set_twice_is_read_once()
    {
        MemoryTransport client = _bench.ConnectWith("full-token");
        string answer = _bench.Send(client, "[{\"bn\":\"b:lamp\",\"vb\":true},{\"vb\":false},{\"vb\":true}]");
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", answer);
        string status = _bench.Request("GET /status", "Authorization: Bearer full-token\r\n");
        Assert.IsTrue(status.IndexOf("\"overruns\":0,") > 0, status);
    }

    private static byte[] Frame(int firstByte, string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        int header = payload.Length < 126 ? 6 : 8;
        byte[] frame = new byte[header + payload.Length];
        frame[0] = (byte)firstByte;
        frame[1] = (byte)(0x80 | (header == 6 ? payload.Length : 126));
        if (header == 8)
        {
            frame[2] = (byte)(payload.Length >> 8);
            frame[3] = (byte)payload.Length;
        }

        // The mask is 0.
        System.Array.Copy(payload, 0, frame, header, payload.Length);
        return frame;
    }

    /// <summary>A lamp that is read each second, and two tokens.</summary>
    private sealed class StreamBench : Bench
    {
        private readonly SensorServer _server;

        internal StreamBench(int maxClients)
        {
            SensorOptions options = new SensorOptions
            {
                MaxClients = maxClients,
                BaseName = "b:",
                HistoryLength = 3,
                HostNames = ServerBench.HostNames,
                Token = "full-token",
                ReadOnlyToken = "read-only-token",
            };
            _server = new SensorServer(options, Listener, Clock, new[] { new Channel("lamp", 1000, (IBooleanSensor)Lamp).SetBy(Lamp) });
            Run();
        }

        internal FixedActuator Lamp { get; } = new FixedActuator();

        internal MemoryTransport ConnectWith(string token)
        {
            MemoryTransport client = Listener.Connect();
            client.Say("GET /ws" + ServerBench.Upgrade + "Authorization: Bearer " + token + "\r\n\r\n");
            Run();
            client.SkipHead("HTTP/1.1 101 ");
            client.Take();
            return client;
        }

        internal string Send(MemoryTransport client, string text)
        {
            client.Say(Frame(0x81, text));
            Run();
            return client.TakeFrames();
        }

        /// <inheritdoc/>
        protected override int Step()
        {
            return _server.Step();
        }
    }
}
