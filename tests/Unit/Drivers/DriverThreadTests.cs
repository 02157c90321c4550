using System.Threading;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Drivers that wait, on a thread of their own.</summary>
[TestClass]
public class DriverThreadTests
{
    /// <summary>The drivers on its thread become stale with it; all others go on.</summary>
    [TestMethod]
    public void A_driver_that_hangs_is_counted()
    {
        Hanging hanging = new Hanging();
        DriverThread thread = new DriverThread { MaxReadTime = 3000 };
        DriverBench bench = new DriverBench(
            new Channel("hangs", "V", 0, 1000, new WaitingSensor(hanging, thread)),
            new Channel("shares", "V", 0, 1000, new WaitingSensor(new FixedSensor(), thread)),
            new Channel("free", "V", 0, 1000, new FixedSensor()));
        hanging.Started.WaitOne(10000, false);
        string packs = bench.Run(7000, 100);
        Assert.IsTrue(packs.IndexOf("shares") < 0 && packs.IndexOf("\"seq\":7,\"n\":\"free\"") > 0, packs);
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("{\"name\":\"hangs\",\"age\":null,\"stale\":true,") > 0, status);
        Assert.IsTrue(status.IndexOf("\"hangs\":1}") > 0 && status.IndexOf("\"hangs\":1}") == status.LastIndexOf("\"hangs\":1}"), status);
        Assert.IsTrue(status.IndexOf("{\"name\":\"shares\",\"age\":null,\"stale\":true,") > 0, status);
        Assert.IsTrue(status.IndexOf("{\"name\":\"free\",\"age\":0,\"stale\":false,") > 0, status);
        string metrics = bench.Status("/metrics");
        Assert.IsTrue(metrics.IndexOf("\nsensorcast_channel_hangs_total{name=\"hangs\",unit=\"V\"} 1\n") > 0, metrics);
        Assert.IsTrue(metrics.IndexOf("\nsensorcast_channel_hangs_total{name=\"shares\",unit=\"V\"} 0\n") > 0, metrics);
        Assert.IsTrue(metrics.IndexOf("sensorcast_channel_hangs_total{name=\"free\"") < 0, "A sensor that is read at once cannot hang");

        // It returns after its channel was taken away: nothing comes of it.
        thread.Stop();
        hanging.Go.Set();
        hanging.Returned.WaitOne(10000, false);
        Thread.Sleep(20);
        packs = bench.Run(1000, 100);
        Assert.IsTrue(packs.IndexOf("hangs") < 0, packs);
    }

    [TestMethod]
    public void A_thread_reads_at_the_period()
    {
        Hanging sensor = new Hanging();
        sensor.Go.Set();
        DriverThread thread = new DriverThread();
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 20, new WaitingSensor(sensor, thread)));
        string packs = string.Empty;
        for (int i = 0; i < 500 && packs.IndexOf("\"seq\":3,") < 0; i++)
        {
            sensor.Go.Set();
            Thread.Sleep(5);
            packs += bench.Run(10);
        }

        thread.Stop();
        Assert.IsTrue(packs.IndexOf("\"seq\":3,\"n\":\"x\"") > 0, packs);
    }

    /// <summary>A thread that rests for an hour is woken by a driver that is added, and by a setting.</summary>
    [TestMethod]
    public void A_thread_that_rests_is_woken()
    {
        FixedActuator valve = new FixedActuator();
        Hanging first = new Hanging();
        Hanging second = new Hanging();
        DriverThread thread = new DriverThread();
        DriverBench bench =
            new DriverBench(new Channel("valve", "/", 0, 3600000, new WaitingSensor(first, thread)).SetBy(valve, 0, 10));
        Assert.IsTrue(first.Returns());
        Thread.Sleep(20);
        bench.Send("[{\"n\":\"b:valve\",\"v\":7}]");
        Assert.IsTrue(first.Returns(), "It was set");
        Thread.Sleep(20);
        DriverBench other = new DriverBench(new Channel("x", "V", 0, 3600000, new WaitingSensor(second, thread)));
        Assert.IsTrue(second.Returns(), "It was added");
        thread.Stop();
        Assert.AreEqual(10000, thread.MaxReadTime);
        Assert.AreEqual(0L, other.Server.Stream.Channels[0].Missed);
    }

    [TestMethod]
    public void Drivers_without_a_thread_of_their_own_share_one()
    {
        Hanging sensor = new Hanging();
        Hanging second = new Hanging();
        DriverBench bench = new DriverBench(
            new Channel("x", "V", 0, 3600000, new WaitingSensor(sensor)), new Channel("y", "V", 0, 3600000, new WaitingSensor(second)));
        Assert.IsTrue(sensor.Returns());
        Assert.IsTrue(second.Returns());
        DriverThread shared = DriverThread.Default;
        Assert.IsTrue(shared == DriverThread.Default);
        shared.Stop();
        bench.Run();
        Assert.IsFalse(DriverThread.Default.IsStopped, "What starts later is read too");
        Assert.IsFalse(shared == DriverThread.Default);
    }

    /// <summary>A driver that hangs until it is released.</summary>
    private sealed class Hanging : ISensor
    {
        internal AutoResetEvent Started { get; } = new AutoResetEvent(false);

        internal AutoResetEvent Go { get; } = new AutoResetEvent(false);

        internal AutoResetEvent Returned { get; } = new AutoResetEvent(false);

        /// <summary>Releases it.</summary>
        /// <returns>Whether it has.</returns>
        internal bool Returns()
        {
            Go.Set();
            return Returned.WaitOne(10000, false);
        }

        public bool TryRead(out int value)
        {
            value = 1;
            Started.Set();
            Go.WaitOne();
            Returned.Set();
            return true;
        }
    }
}
