using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Clients of the stream that take their first pack slowly, disconnect before they have it, or miss an introduction.</summary>
[TestClass]
public class FirstPackEndTests
{
    private const string Introduction = "\"n\":\"late\",\"u\":\"V\"";

    private readonly PackBench _bench = new PackBench();

    [TestMethod]
    public void A_client_that_left_during_its_first_pack_is_no_longer_waited_for()
    {
        _bench.Run(90000);
        MemoryTransport leaving = _bench.ConnectSlowly();
        leaving.SendFails = true;
        leaving.TakesBytes = true;
        _bench.Run();
        Assert.IsTrue(leaving.IsClosed);
        MemoryTransport client = _bench.Open("/ws");
        client.Take();
        _bench.Late.HasReading = true;
        _bench.Run(1000);
        Assert.IsTrue(client.TakeFrames().Contains(Introduction));
        _bench.Run(1000);
        string pack = client.TakeFrames();
        Assert.IsTrue(pack.Contains("\"n\":\"late\"") && !pack.Contains(Introduction), pack);
    }

    [TestMethod]
    public void Clients_that_take_their_first_packs_in_turn_get_all_of_them()
    {
        _bench.Run(90000);
        MemoryTransport before = _bench.Open("/ws");
        string whole = before.TakeFrames();
        before.Finish();
        _bench.Run();
        Assert.IsTrue(before.IsClosed);
        MemoryTransport one = _bench.ConnectSlowly();
        MemoryTransport other = _bench.ConnectSlowly();
        Assert.IsTrue(_bench.Request("GET /status").Contains("\"state\":\"first-pack\""));
        string ones = string.Empty;
        string others = string.Empty;
        for (int i = 0; i < 5; i++)
        {
            one.TakesBytes = true;
            _bench.Run();
            other.TakesBytes = true;
            _bench.Run();
            ones += one.TakeFrames();
            others += other.TakeFrames();
        }

        Assert.AreEqual(whole, ones);
        Assert.AreEqual(whole, others);
    }

    [TestMethod]
    public void A_client_of_either_encoding_that_missed_an_introduction_gets_it_again()
    {
        _bench.Run();
        MemoryTransport json = _bench.Open("/ws");
        MemoryTransport cbor = _bench.Connect("GET /ws" + ServerBench.Upgrade + "Sec-WebSocket-Protocol: senml+cbor\r\n\r\n");
        json.Take();
        cbor.Take();
        cbor.TakesBytes = false;
        _bench.Late.HasReading = true;
        _bench.Run(1000);
        cbor.TakesBytes = true;
        _bench.Run(1000);
        Assert.IsTrue(cbor.TakeHex().Contains("00646c617465016156"));
    }

    [TestMethod]
    public void A_history_has_60_readings_unless_it_is_set_and_at_least_one()
    {
        Assert.AreEqual(60, new SensorOptions().HistoryLength);
        Refusal.Check(() => Make(0, "a"));
        Assert.IsNotNull(Make(1, "a", "b"));
        Refusal.Check(() => Make(1, "a", "a"));
    }

    private static SensorServer Make(int historyLength, params string[] names)
    {
        Channel[] channels = new Channel[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            channels[i] = new Channel(names[i], "V", 0, 1000, new FixedSensor());
        }

        SensorOptions options = new SensorOptions { MaxClients = 1, HistoryLength = historyLength };
        return new SensorServer(options, new MemoryListener(), new ManualClock(), channels);
    }

    /// <summary>A thermometer, and a channel that has readings later.</summary>
    private sealed class PackBench : Bench
    {
        private readonly SensorServer _server;

        internal PackBench()
        {
            Channel[] channels =
            {
                new Channel("thermometer", "Cel", -1, 1000, new FixedSensor { Value = 215 }), new Channel("late", "V", 0, 1000, Late),
            };
            SensorOptions options =
                new SensorOptions { MaxClients = 3, BaseName = "b:", HistoryLength = 90, HostNames = ServerBench.HostNames };
            _server = new SensorServer(options, Listener, Clock, channels);
        }

        internal FixedSensor Late { get; } = new FixedSensor { HasReading = false };

        /// <summary>Connects a client that has taken the first send, and no more.</summary>
        internal MemoryTransport ConnectSlowly()
        {
            MemoryTransport client = Listener.Connect();
            client.TakesOneSend = true;
            client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
            Run();
            client.SkipHead("HTTP/1.1 101 ");
            return client;
        }

        /// <inheritdoc/>
        protected override int Step()
        {
            return _server.Step();
        }
    }
}
