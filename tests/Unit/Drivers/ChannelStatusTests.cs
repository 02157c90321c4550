using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>What the server reports of several channels, and which channels it accepts.</summary>
[TestClass]
public class ChannelStatusTests
{
    [TestMethod]
    public void Each_channel_is_one_of_a_list()
    {
        FixedSensor silent = new FixedSensor { HasReading = false };
        DriverBench bench = new DriverBench(new Channel("a", "V", 0, 1000, new FixedSensor()), new Channel("b", "V", 0, 1000, silent));
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("],\"channels\":[{\"name\":\"a\",\"age\":0,\"stale\":false,") > 0, status);
        Assert.IsTrue(status.IndexOf("},{\"name\":\"b\",\"age\":null,\"stale\":true,\"missed\":1,") > 0, status);
        Assert.IsTrue(status.EndsWith("}]}\n"), status);
    }

    [TestMethod]
    public void A_flag_is_0_or_1_as_a_metric()
    {
        FixedSensor silent = new FixedSensor { HasReading = false };
        DriverBench bench = new DriverBench(new Channel("a", "V", 0, 1000, new FixedSensor()), new Channel("b", "V", 0, 1000, silent));
        string metrics = bench.Status("/metrics");
        Assert.IsTrue(metrics.IndexOf("\nsensorcast_channel_stale{name=\"a\",unit=\"V\"} 0\nsensorcast_channel_stale{name=\"b\",unit=\"V\"} 1\n") > 0, metrics);
    }

    [TestMethod]
    public void A_server_has_channels_that_differ_by_name()
    {
        Refusal.Check(() => new DriverBench());
        Refusal.Check(() => new DriverBench(new Channel("a", "V", 0, 1, new FixedSensor()), new Channel("a", 1, new FixedText())));
        Refusal.Check(
            () => new DriverBench(
                new Channel("b", 1, new FixedText()), new Channel("a", 1, new FixedText()), new Channel("b", 1, new FixedText())));
        Assert.IsTrue(new DriverBench(new Channel("a", 1, new FixedText()), new Channel("A", 1, new FixedText())).FirstPack.Length > 0);
    }
}
