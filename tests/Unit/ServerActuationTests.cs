using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ServerActuationTests
{
    private const string Lamp = "[{\"n\":\"b:lamp\",\"vb\":true}]";

    [TestMethod]
    public void Sets_and_reports_to_all_with_the_next_live_pack()
    {
        Bench bench = new Bench();
        MemoryTransport one = bench.ConnectStream();
        MemoryTransport other = bench.ConnectStream();
        one.Say(Frame(0x81, Lamp));
        bench.Run();
        Assert.AreEqual(1, bench.Lamp.Value);
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", one.TakeFrames());
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", other.TakeFrames());
    }

    [TestMethod]
    public void Keeps_the_schedule_of_what_is_requested()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        bench.Pass(400);
        client.Say(Frame(0x81, Lamp));
        bench.Pass(50);
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", client.TakeFrames());
        bench.Pass(500);
        Assert.AreEqual(string.Empty, client.TakeFrames());
        bench.Pass(50);
        Assert.IsTrue(client.TakeFrames().StartsWith("[{\"bn\":\"b:\",\"seq\":3,\"n\":\"lamp\",\"vb\":true},"));
    }

    [TestMethod]
    public void Acknowledges_a_pack_that_has_a_number()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        client.Say(Frame(0x81, "[{\"seq\":7}]"));
        bench.Run();
        Assert.AreEqual("{\"seq\":7}", client.TakeFrames());

        // In CBOR: [{"seq": 8, 0: "b:lamp", 4: true}]
        client.Say(Frame(0x82, Hex.Parse("81 a3 63 736571 08 00 66 623a6c616d70 04 f5")));
        bench.Run();
        Assert.AreEqual("{\"seq\":8}[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", client.TakeFrames());
    }

    [TestMethod]
    public void Says_what_is_wrong_and_sets_nothing_of_the_pack()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        client.Say(Frame(0x81, "[{\"seq\":9,\"n\":\"b:lamp\",\"vb\":true},{\"n\":\"b:level\",\"v\":1.01}]"));
        bench.Run();
        Assert.AreEqual("{\"seq\":9,\"error\":\"out-of-range\",\"n\":\"b:level\"}", client.TakeFrames());
        Assert.AreEqual(0, bench.Lamp.Settings);
        client.Say(Frame(0x81, "[{\"n\":\"b:\\u0022\",\"vb\":true}]"));
        bench.Run();
        Assert.AreEqual("{\"error\":\"unknown-name\"}", client.TakeFrames());
    }

    [TestMethod]
    public void Reports_an_actuator_that_refuses_or_throws()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        bench.Lamp.Refuses = true;
        client.Say(Frame(0x81, "[{\"seq\":1,\"n\":\"b:lamp\",\"vb\":true}]"));
        bench.Run();
        Assert.AreEqual(
            "{\"seq\":1,\"error\":\"failed\",\"n\":\"b:lamp\"}[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":false}]",
            client.TakeFrames());
        bench.Lamp.Throws = true;
        client.Say(Frame(0x81, Lamp));
        bench.Run();
        Assert.IsTrue(client.TakeFrames().StartsWith("{\"error\":\"failed\",\"n\":\"b:lamp\"}"));
    }

    [TestMethod]
    public void Of_many_errors_at_once_reports_the_first_and_how_many_more()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        client.Say(Frame(0x81, "[{\"n\":\"x\",\"v\":1}]"));
        client.Say(Frame(0x81, "[{\"n\":\"y\",\"v\":1}]"));
        client.Say(Frame(0x81, "[{\"n\":\"z\",\"v\":1}]"));
        bench.Run();
        Assert.AreEqual("{\"error\":\"unknown-name\",\"n\":\"x\"}{\"error\":\"more\",\"count\":2}", client.TakeFrames());
    }

    [TestMethod]
    public void Answers_a_read_full_of_acknowledgements_in_one_send()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        int sends = client.Sends;
        for (int i = 0; i < 300; i++)
        {
            // A decimal fraction is the shortest form of a number of ten digits.
            client.Say(Frame(0x82, Hex.Parse("81 a1 63 736571 c4 82 09 04")));
        }

        bench.Run();
        Assert.AreEqual(300 * "{\"seq\":4000000000}".Length, client.TakeFrames().Length);
        Assert.IsTrue(client.Sends - sends > 1);
    }

    [TestMethod]
    public void Closes_an_invalid_pack_with_1008_and_a_long_one_with_1009()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        client.Say(Frame(0x81, "hello"));
        bench.Run();
        Assert.AreEqual("880203f0", client.TakeHex());
        client = bench.ConnectStream();
        client.Say(Hex.Parse("81 fe 0401 00000000"));
        bench.Run();
        Assert.AreEqual("880203f1", client.TakeHex());
    }

    [TestMethod]
    public void Reads_a_message_in_pieces_of_any_size()
    {
        for (int size = 1; size < 40; size++)
        {
            Bench bench = new Bench();
            MemoryTransport client = bench.ConnectStream();
            byte[] bytes = Frame(0x81, "[{\"seq\":3,\"n\":\"b:lamp\",\"vb\":true}]");
            for (int i = 0; i < bytes.Length; i += size)
            {
                client.Say(Hex.Slice(bytes, i, bytes.Length - i < size ? bytes.Length - i : size));
                bench.Run();
            }

            Assert.IsTrue(client.TakeFrames().StartsWith("{\"seq\":3}"));
            Assert.AreEqual(1, bench.Lamp.Value);
        }
    }

    [TestMethod]
    public void A_message_in_fragments_is_dropped_for_another_clients()
    {
        Bench bench = new Bench();
        MemoryTransport slow = bench.ConnectStream();
        MemoryTransport quick = bench.ConnectStream();
        slow.Say(Frame(0x01, "[{\"n\":\"b:lamp\","));
        bench.Run();
        quick.Say(Frame(0x01, "[{\"seq\":"));
        bench.Run();
        quick.Say(Frame(0x80, "5}]"));
        slow.Say(Frame(0x80, "\"vb\":true}]"));
        bench.Run();
        Assert.AreEqual("{\"seq\":5}", quick.TakeFrames());
        Assert.AreEqual("{\"error\":\"busy\"}", slow.TakeFrames());
        Assert.AreEqual(0, bench.Lamp.Settings);
    }

    /// <summary>Errors are counted for each read: the error of an earlier read does not hide the next one.</summary>
    [TestMethod]
    public void Each_read_has_its_error_answered()
    {
        Bench bench = new Bench();
        MemoryTransport one = bench.ConnectStream();
        MemoryTransport other = bench.ConnectStream();
        for (int i = 0; i < 3; i++)
        {
            foreach (MemoryTransport client in new MemoryTransport[] { one, other })
            {
                client.Say(Frame(0x81, "[{\"seq\":" + i + ",\"n\":\"x\",\"v\":1}]"));
                bench.Run();
                Assert.AreEqual("{\"seq\":" + i + ",\"error\":\"unknown-name\",\"n\":\"x\"}", client.TakeFrames());
            }
        }
    }

    [TestMethod]
    public void A_client_that_closes_removes_nothing_of_anothers_message()
    {
        Bench bench = new Bench();
        MemoryTransport leaving = bench.ConnectStream();
        MemoryTransport staying = bench.ConnectStream();
        staying.Say(Frame(0x01, "[{\"seq\":"));
        bench.Run();
        leaving.Finish();
        bench.Run();
        staying.Say(Frame(0x80, "5}]"));
        bench.Run();
        Assert.AreEqual("{\"seq\":5}", staying.TakeFrames());
    }

    [TestMethod]
    public void Counts_settings_and_refusals()
    {
        Bench bench = new Bench();
        MemoryTransport client = bench.ConnectStream();
        client.Say(Frame(0x81, "[{\"n\":\"b:lamp\",\"vb\":true},{\"n\":\"b:level\",\"v\":1}]"));
        client.Say(Frame(0x81, "[{\"n\":\"x\",\"v\":1}]"));
        bench.Run();
        MemoryTransport status = bench.Listener.Connect();
        status.Say("GET /status HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n");
        bench.Run();
        string text = status.TakeText();
        Assert.IsTrue(text.Contains("\"settings\":2,\"refusedSettings\":1,"), text);
    }

    private static byte[] Frame(int firstByte, string text)
    {
        return Frame(firstByte, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A client's frame of up to 125 bytes, masked with zeros.</summary>
    private static byte[] Frame(int firstByte, byte[] payload)
    {
        byte[] frame = new byte[6 + payload.Length];
        frame[0] = (byte)firstByte;
        frame[1] = (byte)(0x80 | payload.Length);
        for (int i = 0; i < payload.Length; i++)
        {
            frame[6 + i] = payload[i];
        }

        return frame;
    }

    /// <summary>A server with a lamp and a dimmer that are read each second.</summary>
    private sealed class Bench
    {
        private readonly ManualClock _clock = new ManualClock();
        private readonly SensorServer _server;

        internal Bench()
        {
            FixedActuator level = new FixedActuator();
            Channel[] channels =
            {
                new Channel("lamp", 1000, (IBooleanSensor)Lamp).SetBy(Lamp),
                new Channel("level", "/", -2, 1000, (ISensor)level).SetBy(level, 0, 100),
            };
            _server = new SensorServer(new SensorOptions { MaxClients = 3, BaseName = "b:" }, Listener, _clock, channels);
            Run();
        }

        internal MemoryListener Listener { get; } = new MemoryListener();

        internal FixedActuator Lamp { get; } = new FixedActuator();

        internal void Run()
        {
            while (_server.Step() == 0)
            {
            }
        }

        internal void Pass(int milliseconds)
        {
            for (int passed = 0; passed < milliseconds; passed += 50)
            {
                _clock.Milliseconds += 50;
                Run();
            }
        }

        internal MemoryTransport ConnectStream()
        {
            MemoryTransport client = Listener.Connect();
            client.Say("GET /ws HTTP/1.1\r\nHost: 10.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            Run();
            client.SkipHead("HTTP/1.1 101 ");
            client.Take();
            return client;
        }
    }
}
