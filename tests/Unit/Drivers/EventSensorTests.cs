using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Events: their times, debouncing, and how many a pack has.</summary>
[TestClass]
public class EventSensorTests
{
    [TestMethod]
    public void A_press_and_a_release_between_two_steps_are_two_readings_with_their_times()
    {
        EventSensor door = new EventSensor();
        DriverBench bench = new DriverBench(new Channel("door", 60000, door));
        bench.Pass(13);
        door.Post(true);
        bench.Pass(2);
        door.Post(false);
        bench.Pass(4);
        Assert.AreEqual(1, bench.Wakes);
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"bt\":1700000000.015,\"seq\":1,\"n\":\"door\",\"ut\":60,\"vb\":true,\"t\":-0.002},{\"n\":\"door\",\"ut\":60,\"vb\":false}]",
            bench.Take());
        Assert.AreEqual(string.Empty, bench.Run(1000));
    }

    [TestMethod]
    public void Each_number_of_one_step_has_its_own_time()
    {
        EventSensor counter = new EventSensor();
        counter.Post(0);
        DriverBench bench = new DriverBench(new Channel("n", "count", 0, 60000, counter));
        MemoryTransport cbor = bench.OpenCbor();
        bench.Pass(100);
        counter.Post(1);
        bench.Take();
        cbor.Take();
        bench.Pass(100);
        counter.Post(2);
        bench.Pass(3);
        counter.Post(3);
        bench.Pass(20);
        string pack = bench.Take();
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"bt\":1700000000.203,\"seq\":3,\"n\":\"n\",\"v\":2,\"t\":-0.003},{\"n\":\"n\",\"v\":3}]", pack);
        string expected = "82 a6 21 62 623a 22 c482221b0000018bcfe568cb 63 736571 03 00 61 6e 02 02 06 c48222 22 a2 00 61 6e 02 03";
        Assert.AreEqual(Hex.Show(Hex.Parse("8228" + expected)), cbor.TakeHex());
    }

    [TestMethod]
    public void An_event_is_taken_by_the_next_step_and_a_quiet_channel_is_repeated_after_its_period()
    {
        EventSensor counter = new EventSensor();
        counter.Post(7);
        DriverBench bench = new DriverBench(new Channel("n", "count", 0, 2000, counter));
        Assert.AreEqual("[{\"bn\":\"b:\",\"bt\":1700000000,\"n\":\"n\",\"u\":\"count\",\"ut\":2,\"v\":7}]", bench.FirstPack);
        string packs = bench.Run(1990);
        Assert.AreEqual(string.Empty, packs);
        packs = bench.Run(10);
        Assert.IsTrue(packs.StartsWith("[{\"bn\":\"b:\",\"bt\":1700000002,\"seq\":2,\"n\":\"n\","), packs);
        Assert.IsTrue(packs.EndsWith("\"v\":7}]"), packs);
        bench.Pass(10);
        counter.Post(-2147483648);
        packs = bench.Take();
        Assert.IsTrue(packs.EndsWith("\"v\":-2147483648}]"), packs);
        Assert.IsTrue(bench.Status().IndexOf("\"stale\":false,\"missed\":0,\"errors\":0,\"overruns\":0,") > 0);
    }

    /// <summary>A contact that bounces is reported at its first change and, if its state is another then, when it has settled.</summary>
    [TestMethod]
    public void Bouncing_is_held_back()
    {
        EventSensor button = new EventSensor(debounceMilliseconds: 20);
        button.Post(false);
        DriverBench bench = new DriverBench(new Channel("b", 60000, button));
        bench.Run(100);
        for (int i = 0; i < 5; i++)
        {
            button.Post(i % 2 == 0);
            bench.Pass(1);
        }

        string packs = bench.Run(100, 1);
        Assert.AreEqual(1, DriverBench.Count(packs, "\"vb\":true"));
        Assert.AreEqual(0, DriverBench.Count(packs, "\"vb\":false"));

        // Pressed and released at once: the release is reported when it has lasted, with its own time.
        button.Post(false);
        bench.Pass(1);
        button.Post(true);
        bench.Pass(1);
        button.Post(false);
        bench.Pass(1);
        button.Post(true);
        packs = bench.Run(100, 1);
        Assert.AreEqual(1, DriverBench.Count(packs, "\"vb\":false"));
        Assert.AreEqual(1, DriverBench.Count(packs, "\"vb\":true"));
        Assert.IsTrue(packs.IndexOf("\"vb\":false") < packs.IndexOf("\"vb\":true"), packs);
    }

    [TestMethod]
    public void A_notified_sensor_is_read_with_the_next_step_and_has_the_time_of_the_notification()
    {
        FixedSensor inner = new FixedSensor { Value = 1 };
        NotifiedSensor sensor = new NotifiedSensor(inner);
        DriverBench bench = new DriverBench(new Channel("n", "count", 0, 60000, sensor));
        Assert.AreEqual(1, inner.Reads);
        bench.Run(1000);
        Assert.AreEqual(1, inner.Reads);
        inner.Value = 2;
        sensor.Notify();
        sensor.Notify();
        bench.Pass(15);
        string packs = bench.Take();
        Assert.AreEqual(2, inner.Reads);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001,") > 0 && packs.EndsWith("\"v\":2}]"), packs);
        inner.Throws = true;
        bench.Pass(20);
        sensor.Notify();
        Assert.AreEqual(string.Empty, bench.Take());
        Assert.IsTrue(bench.Status().IndexOf("\"errors\":1,") > 0);
        inner.Throws = false;
        packs = bench.Run(60000, 1000);
        Assert.IsTrue(packs.EndsWith("\"v\":2}]"), packs);
    }

    /// <summary>A live pack has room for four events of a channel, and the readings of all others; what is more makes several.</summary>
    [TestMethod]
    public void The_longest_pack_has_four_events()
    {
        const int Json = 73 + (4 * (43 + 20));
        const int Cbor = 29 + (4 * (16 + 13));
        EventSensor sensor = new EventSensor();
        Channel[] channels = { new Channel("x", "V", 0, 1000, sensor), new Channel("y", "V", 0, 1000, new FixedSensor()) };
        PackEncoder json = new JsonPackEncoder(channels, "b:");
        PackEncoder cbor = new CborPackEncoder(channels, "b:");
        Assert.AreEqual(Json + 43, json.MaxLivePackSize);
        Assert.AreEqual(Cbor + 16, cbor.MaxLivePackSize);
        DriverBench bench = new DriverBench(channels);
        for (int i = 0; i < 9; i++)
        {
            sensor.Post(i);
            bench.Pass(1);
        }

        bench.Pass(20);
        string packs = bench.Take();
        Assert.AreEqual(9, DriverBench.Count(packs, "\"n\":\"x\""));
        Assert.IsTrue(DriverBench.Count(packs, "\"seq\":") > 1, packs);
    }
}
