using Sensorcast.Drivers;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Tests.Unit;

/// <summary>What pulses come to: a total and a rate.</summary>
[TestClass]
public class PulseTests
{
    [TestMethod]
    public void Pulses_have_a_total_and_a_rate()
    {
        PulseCounter meter = new PulseCounter();
        meter.Add();
        ISensor total = new PulseTotal(meter, 10, 4);
        DriverBench bench = new DriverBench(
            new Channel("energy", "Wh", 0, 1000, total), new Channel("power", "W", 0, 1000, new PulseRate(meter, 3600000)));
        Assert.IsTrue(bench.FirstPack.IndexOf("\"ut\":1,\"v\":3}") > 0 && bench.FirstPack.EndsWith("\"v\":0}]"), bench.FirstPack);

        // A pulse each 300 ms: the rate is exact although a second is no multiple of that.
        for (int i = 0; i < 20; i++)
        {
            bench.Run(300, 100);
            meter.Add();
        }

        string packs = bench.Run(1000, 100);
        Assert.IsTrue(packs.IndexOf("\"v\":12000}]") > 0, packs);

        // It stops: the rate is at most that of a pulse that came now.
        packs = bench.Run(9000, 1000);
        Assert.IsTrue(packs.EndsWith("\"v\":360}]"), packs);
        DriverBench wrong =
            new DriverBench(new Channel("x", "V", 0, 1000, new SmoothingFilter(new PulseRate(new PulseCounter(), 1000), 2)));
        Assert.IsTrue(wrong.Status().IndexOf("\"error\":\"The rate of a PulseCounter is") > 0);
        Refusal.Check(() => new PulseTotal(meter, 0));
        Refusal.Check(() => new PulseRate(meter, int.MaxValue, 2));
    }

    /// <summary>The time of the last pulse has 32 bits: after 50 days without rain, a gauge does not report a cloudburst.</summary>
    [TestMethod]
    public void The_first_pulse_after_weeks_begins_the_time_anew()
    {
        PulseCounter gauge = new PulseCounter();
        DriverBench bench = new DriverBench(new Channel("rain", "mm", -1, 1000, new PulseRate(gauge, 3600000, 2)));
        gauge.Add();
        bench.Run(1000, 1000);
        gauge.Add();
        bench.Run(1000, 1000);
        Assert.AreEqual(7200, bench.Server.Stream.Channels[0].LastValue);
        foreach (int pause in new int[] { int.MaxValue, int.MaxValue, 1002 })
        {
            bench.Pass(pause);
            bench.Run();
            Assert.AreEqual(0, bench.Server.Stream.Channels[0].LastValue);
        }

        gauge.Add();
        bench.Run(1000, 1000);
        Assert.AreEqual(0, bench.Server.Stream.Channels[0].LastValue);
        bench.Pass(1000);
        gauge.Add();
        bench.Run(1000, 1000);
        Assert.AreEqual(3600, bench.Server.Stream.Channels[0].LastValue);
    }

    /// <summary>Fewer pulses than readings: between two of them the rate is at most that of a pulse that came now.</summary>
    [TestMethod]
    public void Few_pulses_give_an_exact_rate_too()
    {
        PulseCounter meter = new PulseCounter();
        meter.Add();
        DriverBench bench = new DriverBench(new Channel("power", "W", 0, 1000, new PulseRate(meter, 3600000)));
        bench.Run(300, 100);
        meter.Add();
        bench.Run(2000, 100);
        Assert.AreEqual(0, bench.Server.Stream.Channels[0].LastValue, "The first one has no time");
        bench.Run(1000, 100);
        meter.Add();
        for (int i = 0; i < 3; i++)
        {
            bench.Run(1000, 100);
            Assert.AreEqual(1200, bench.Server.Stream.Channels[0].LastValue);
            bench.Run(2000, 100);
            meter.Add();
        }
    }

    [TestMethod]
    public void Pulses_of_one_millisecond_are_counted_with_the_next()
    {
        PulseCounter meter = new PulseCounter();
        PulseRate rate = new PulseRate(meter, int.MaxValue);
        DriverBench bench = new DriverBench(new Channel("power", "W", 0, 60000, rate));
        bench.Pass(100);
        meter.Add();
        CheckRate(rate, 0);
        meter.Add();
        CheckRate(rate, 0);
        bench.Pass(2);
        meter.Add();
        meter.Add();
        CheckRate(rate, int.MaxValue);
        CheckRate(rate, int.MaxValue);
        bench.Pass(4);
        CheckRate(rate, int.MaxValue / 4);
        bench.Pass(1);
        meter.Add();
        CheckRate(rate, 429496729);
        meter.Add();
        CheckRate(rate, 429496729);
    }

    [TestMethod]
    public void Factors_are_at_least_1_and_a_total_that_is_too_large_is_no_reading()
    {
        PulseCounter meter = new PulseCounter();
        Refusal.Check(() => new PulseRate(meter, 0));
        Refusal.Check(() => new PulseRate(meter, 1, 0));
        Refusal.Check(() => new PulseTotal(meter, 1, 0));
        Refusal.Check(() => new PulseTotal(meter, 0, 1));
        Assert.IsNotNull(new PulseRate(meter, 1));
        Assert.IsNotNull(new PulseRate(meter, int.MaxValue));
        PulseTotal plain = new PulseTotal(meter);
        PulseTotal large = new PulseTotal(meter, int.MaxValue, 1);
        PulseTotal small = new PulseTotal(meter, 1, 3);
        Assert.IsTrue(plain.TryRead(out int value) && value == 0);
        meter.Add();
        Assert.IsTrue(plain.TryRead(out value) && value == 1);
        Assert.IsTrue(large.TryRead(out value) && value == int.MaxValue);
        Assert.IsTrue(small.TryRead(out value) && value == 0);
        meter.Add();
        Assert.IsTrue(plain.TryRead(out value) && value == 2);
        Assert.IsFalse(large.TryRead(out value));
        Assert.IsTrue(small.TryRead(out value) && value == 1);
    }

    private static void CheckRate(PulseRate rate, int expected)
    {
        Assert.IsTrue(rate.TryRead(out int value));
        Assert.AreEqual(expected, value);
    }
}
