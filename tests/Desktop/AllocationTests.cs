using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>Nothing is allocated on the path of a frame or a sample, once the server is warm.</summary>
[TestClass]
public class AllocationTests
{
    private const int Clients = 8;
    private const int Rounds = 1000;

    [TestMethod]
    public void A_broadcast_frame_allocates_nothing()
    {
        var bench = new Bench();
        bench.Measure(() => bench.Clock.Milliseconds += 10);
        Assert.IsGreaterThanOrEqualTo(Clients * Rounds, bench.FramesSent);
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    [TestMethod]
    public void A_received_control_frame_and_its_answer_allocate_nothing()
    {
        var bench = new Bench();
        byte[] ping = Hex.Parse("8985 37fa213d 7f9f4d5158");
        bench.Measure(() =>
        {
            foreach (LoopTransport client in bench.Transports)
            {
                client.Say(ping);
            }
        });
        Assert.IsGreaterThanOrEqualTo(Clients * Rounds, bench.FramesSent);
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    [TestMethod]
    public void A_received_message_allocates_nothing()
    {
        var bench = new Bench();
        byte[] message = Hex.Parse("8185 37fa213d 7f9f4d5158");
        bench.Measure(() => bench.Transports[0].Say(message));
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    [TestMethod]
    public void An_idle_step_allocates_nothing()
    {
        var bench = new Bench();
        bench.Measure(static () => { });
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    [TestMethod]
    public void Packs_of_every_kind_allocate_nothing()
    {
        var driver = new EveryKind();
        var bench = new Bench(
            new Channel("number", "Cel", -2, 10, (ISensor)driver).SetBy(driver, 0, 100),
            new Channel("boolean", 10, (IBooleanSensor)driver).SetBy(driver),
            new Channel("text", 20, (ITextSensor)driver),
            new Channel("batch", "V", -3, 1000, 20, (IBatchSensor)driver));
        bench.Measure(() => bench.Clock.Milliseconds += 10);
        Assert.IsGreaterThanOrEqualTo(Clients * Rounds * 3 / 2, bench.FramesSent);
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing to set")]
    [DataRow("\"n\":\"level\",\"u\":\"/\",\"bv\":0.25,\"v\":2.5e-1,", DisplayName = "a level")]
    [DataRow("\"bn\":\"lev\",\"n\":\"\\u0065l\",\"x\":[{\"y\":null}],\"v\":7,", DisplayName = "a level out of range")]
    [DataRow("\"n\":\"no-such\",\"vb\":true,", DisplayName = "an unknown name")]
    public void A_pack_of_json_and_what_answers_it_allocate_nothing(string fields) =>
        AssertAnswers(0x81, Encoding.ASCII.GetBytes($$"""[{{{fields}}"seq":4294967295}]"""));

    [TestMethod]
    [DataRow("81 a1 63 736571 1affffffff", DisplayName = "nothing to set")]
    [DataRow("81 a4 00 65 6c6576656c 24 f93400 02 c4822119 0019 63 736571 01", DisplayName = "a level in two forms of numbers")]
    [DataRow(
        "81 bf 00 7f 63 6c6576 62 656c ff 02 fb401c000000000000 61 78 8181f6 63 736571 02 ff",
        DisplayName = "a level out of range, of untold length")]
    public void A_pack_of_cbor_and_what_answers_it_allocate_nothing(string pack) => AssertAnswers(0x82, Hex.Parse(pack));

    [TestMethod]
    public void A_message_that_is_gathered_allocates_nothing()
    {
        byte[] start = Mask(0x01, "[{\"n\":\"level\","u8.ToArray());
        byte[] end = Mask(0x80, "\"v\":1,\"seq\":5}]"u8.ToArray());
        bool isStart = false;
        var driver = new EveryKind();
        var bench = new Bench(new Channel("level", "/", -2, 1_000_000, (ISensor)driver).SetBy(driver, 0, 100));
        bench.Measure(() => bench.Transports[0].Say((isStart = !isStart) ? start : end));
        Assert.IsGreaterThanOrEqualTo(Rounds / 2, bench.FramesSent);
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    /// <summary>Sends a pack twice at once, so that the second of two errors is only counted.</summary>
    private static void AssertAnswers(byte first, byte[] pack)
    {
        byte[] message = Mask(first, pack);
        byte[] twice = [.. message, .. message];
        var driver = new EveryKind();
        var bench = new Bench(new Channel("level", "/", -2, 1_000_000, (ISensor)driver).SetBy(driver, 0, 100));
        bench.Measure(() => bench.Transports[0].Say(twice));
        Assert.IsGreaterThanOrEqualTo(Rounds, bench.FramesSent);
        Assert.AreEqual(0, bench.AllocatedBytes);
    }

    /// <summary>A short frame whose masking key is zero.</summary>
    private static byte[] Mask(byte first, byte[] payload) => [first, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];

    /// <summary>A server with eight clients of the stream, half of them in each encoding.</summary>
    private sealed class Bench : IListener
    {
        private readonly SensorServer _server;
        private int _accepted;

        internal Bench(params Channel[] channels)
        {
            channels = channels.Length > 0
                ? channels : [new("a", "Cel", -2, 10, new CountingSensor()), new("b", "V", 0, 20, new CountingSensor())];
            for (int i = 0; i < Clients; i++)
            {
                Transports[i] = new LoopTransport();
                Transports[i].Say(Encoding.ASCII.GetBytes(
                    "GET /ws HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + (i % 2 == 0 ? "Sec-WebSocket-Protocol: senml+cbor\r\n\r\n" : "\r\n")));
            }

            _server = new SensorServer(new SensorOptions { MaxClients = Clients, HostNames = ["board"] }, this, Clock, channels);
        }

        internal ManualClock Clock { get; } = new();

        internal LoopTransport[] Transports { get; } = new LoopTransport[Clients];

        /// <summary>How many frames the measured rounds sent.</summary>
        internal int FramesSent { get; private set; }

        internal long AllocatedBytes { get; private set; }

        public ITransport? Accept() => _accepted < Clients ? Transports[_accepted++] : null;

        internal void Measure(Action round)
        {
            Play(static () => { }, 1);
            Assert.IsGreaterThanOrEqualTo(2 * Clients, CountSends(), "Each client gets a 101 and a first pack");
            Play(round, Rounds);

            // The runtime itself allocates now and then while it recompiles what has become hot; what the server allocates shows every
            // time.
            AllocatedBytes = long.MaxValue;
            for (int i = 0; i < 5; i++)
            {
                SayPong();
                int sentBefore = CountSends();
                long before = GC.GetAllocatedBytesForCurrentThread();
                Play(round, Rounds);
                AllocatedBytes = Math.Min(AllocatedBytes, GC.GetAllocatedBytesForCurrentThread() - before);
                FramesSent = CountSends() - sentBefore;
            }
        }

        /// <summary>A batch may take ten seconds on the server's clock, and a silent client is cut.</summary>
        private void SayPong()
        {
            foreach (LoopTransport transport in Transports)
            {
                transport.Say(Hex.Parse("8a80 00000000"));
            }

            Play(static () => { }, 1);
        }

        private void Play(Action round, int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                round();
                while (_server.Step() == 0)
                {
                }
            }
        }

        private int CountSends()
        {
            int sends = 0;
            foreach (LoopTransport transport in Transports)
            {
                sends += transport.Sends;
            }

            return sends;
        }
    }
}
