using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>What happens while a client is getting its first pack.</summary>
[TestClass]
public class IntroductionTests
{
    /// <summary>The channel has its first reading after its turn in the first pack, so the client does not know it yet.</summary>
    [TestMethod]
    public void A_channel_is_introduced_again_until_new_clients_know_it()
    {
        LateBench bench = new LateBench();
        bench.Run(150_000);
        MemoryTransport viewer = bench.Open("/ws");
        viewer.Take();
        MemoryTransport next = bench.Listener.Connect();
        next.TakesOneSend = true;
        next.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        bench.Run();
        next.TakesBytes = true;
        bench.Run();
        next.Take();

        bench.Late.HasReading = true;
        bench.Run(1000);
        Assert.IsTrue(viewer.TakeFrames().IndexOf(LateBench.Introduction) > 0);
        next.TakesOneSend = false;
        next.TakesBytes = true;
        bench.Run(50);
        next.Take();
        viewer.Take();

        bench.Run(1000);
        Assert.IsTrue(viewer.TakeFrames().IndexOf(LateBench.Introduction) > 0);
        Assert.IsTrue(next.TakeFrames().IndexOf(LateBench.Introduction) > 0);
        bench.Run(1000);
        Assert.IsTrue(next.TakeFrames().IndexOf(LateBench.Introduction) < 0, "Now all know it");
    }

    /// <summary>A channel that has no reading at first, and one with a history that is longer than one send.</summary>
    private sealed class LateBench : Bench
    {
        internal const string Introduction = "\"n\":\"late\",\"u\":\"V\",";

        private readonly SensorServer _server;

        internal LateBench()
        {
            Channel[] channels = { new Channel("late", "V", 0, 1000, Late), new Channel("long", "V", 0, 1000, new FixedSensor()) };
            SensorOptions options =
                new SensorOptions { MaxClients = 2, BaseName = "b:", HostNames = ServerBench.HostNames, HistoryLength = 150 };
            _server = new SensorServer(options, Listener, Clock, channels);
        }

        internal FixedSensor Late { get; } = new FixedSensor { HasReading = false };

        /// <inheritdoc/>
        protected override int Step()
        {
            return _server.Step();
        }
    }
}
