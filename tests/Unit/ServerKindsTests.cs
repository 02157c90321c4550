using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ServerKindsTests
{
    /// <summary>
    /// One driver may be the sensor of several channels: the kind of the channel counts, not what else the driver implements.
    /// </summary>
    [TestMethod]
    public void A_channel_is_read_as_what_it_is()
    {
        Driver driver = new Driver();
        Channel[] channels =
        {
            new Channel("number", "V", 0, 1000, (ISensor)driver),
            new Channel("boolean", 1000, (IBooleanSensor)driver),
            new Channel("text", 1000, (ITextSensor)driver),
            new Channel("batch", "V", 0, 100000, 1000, (IBatchSensor)driver),
        };
        MemoryListener listener = new MemoryListener();
        SensorServer server =
            new SensorServer(
                new SensorOptions { MaxClients = 1, BaseName = "b:", HostNames = ServerBench.HostNames }, listener, new ManualClock(),
                channels);
        server.Step();
        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        while (server.Step() == 0)
        {
        }

        client.SkipHead("HTTP/1.1 101 ");
        string pack = client.TakeFrames();
        Assert.IsTrue(pack.IndexOf("\"number\",\"u\":\"V\",\"ut\":1,\"v\":7}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("\"boolean\",\"ut\":1,\"vb\":false}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("\"text\",\"ut\":1,\"vs\":\"seven\"}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("\"batch\",\"u\":\"V\",\"ut\":1,\"v\":3}") > 0, pack);
    }

    /// <summary>Some sensors collect readings and return them a few periods later: their times are as even as those of others.</summary>
    [TestMethod]
    public void A_batch_that_comes_late_is_timed_by_its_number()
    {
        LateBatches sensor = new LateBatches();
        ManualClock clock = new ManualClock { UnixMilliseconds = 1700000000000 };
        MemoryListener listener = new MemoryListener();
        Channel[] channels = { new Channel("batch", "V", 0, 100000, 1000, sensor) };
        SensorServer server =
            new SensorServer(
                new SensorOptions { MaxClients = 1, BaseName = "b:", HostNames = ServerBench.HostNames }, listener, clock, channels);
        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        int[] counts = { 0, 10, 0, 20, 0, 20 };
        bool isGreeted = false;
        string packs = string.Empty;
        for (int i = 0; i < counts.Length; i++)
        {
            sensor.Count = counts[i];
            while (server.Step() == 0)
            {
            }

            if (!isGreeted)
            {
                isGreeted = true;
                client.SkipHead("HTTP/1.1 101 ");
            }

            packs += client.TakeFrames();
            clock.Milliseconds += 1000;
            clock.UnixMilliseconds += 1000;
        }

        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001,\"seq\":1,") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000003,\"seq\":2,") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000005,\"seq\":3,") > 0, packs);
    }

    private sealed class LateBatches : IBatchSensor
    {
        internal int Count { get; set; }

        public int Read(int[] values)
        {
            return Count;
        }
    }

    private sealed class Driver : ISensor, IBooleanSensor, ITextSensor, IBatchSensor
    {
        public bool TryRead(out int value)
        {
            value = 7;
            return true;
        }

        public bool TryRead(out bool value)
        {
            value = false;
            return true;
        }

        public bool TryRead(out string value)
        {
            value = "seven";
            return true;
        }

        public int Read(int[] values)
        {
            values[0] = 2;
            values[1] = 3;
            return 2;
        }
    }
}
