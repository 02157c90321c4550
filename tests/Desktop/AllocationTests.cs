using System.Text;
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

    /// <summary>A server with eight clients of the stream, half of them in each encoding.</summary>
    private sealed class Bench : IListener
    {
        private readonly SensorServer _server;
        private int _accepted;

        internal Bench()
        {
            for (int i = 0; i < Clients; i++)
            {
                Transports[i] = new LoopTransport();
                Transports[i].Say(Encoding.ASCII.GetBytes(
                    "GET /ws HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + (i % 2 == 0 ? "Sec-WebSocket-Protocol: senml+cbor\r\n\r\n" : "\r\n")));
            }

            Channel[] channels = [new("a", "Cel", -2, 10, new CountingSensor()), new("b", "V", 0, 20, new CountingSensor())];
            _server = new SensorServer(new ServerOptions { MaxClients = Clients }, this, Clock, channels);
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

            // The runtime itself allocates now and then while it recompiles what has become hot; what the server allocates shows every time.
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

        /// <summary>A batch may take ten seconds on the server's clock, and who says nothing for long is cut.</summary>
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
