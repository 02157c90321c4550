using Sensorcast.Host.Demo;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class DemoTests
{
    [TestMethod, Timeout(Limits.Test)]
    public void The_wave_swings_from_end_to_end_in_twenty_seconds()
    {
        var clock = new FakeClock();
        int[] values = Sample(new Wave(clock), clock, period: 100, count: 200);

        Assert.AreEqual(1650, values[0]);
        Assert.AreEqual(3150, values[50]);
        Assert.AreEqual(150, values[150]);
        Assert.AreEqual(3150, values.Max());
        Assert.AreEqual(150, values.Min());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_vibration_is_lively_bounded_and_the_same_each_time()
    {
        var clock = new FakeClock();
        int[] values = Sample(new Vibration(clock), clock, period: 20, count: 1000);

        // The largest sum of its parts: 1,500 x 1.6, 500 and 300.
        Assert.IsInRange(1500, 3200, values.Max());
        Assert.IsInRange(-3200, -1500, values.Min());
        Assert.IsGreaterThan(500, values.Distinct().Count());
        CollectionAssert.AreEqual(values, Sample(new Vibration(clock), clock, period: 20, count: 1000));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_burst_has_a_reading_for_each_millisecond_whenever_it_is_read()
    {
        var clock = new FakeClock();
        var burst = new Burst(clock);
        int[] values = new int[40];
        foreach (int wait in new[] { 20, 0, 1, 27, 40 })
        {
            clock.Milliseconds += wait;
            Assert.AreEqual(wait, burst.Read(values));
        }

        // Of readings that do not fit, the newest stay.
        clock.Milliseconds += 100;
        Assert.AreEqual(values.Length, burst.Read(values));
        Assert.AreEqual(0, burst.Read(values));
        Assert.IsGreaterThan(20, values.Distinct().Count());
    }

    private static int[] Sample(ISensor sensor, FakeClock clock, int period, int count)
    {
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            clock.Milliseconds = i * period;
            Assert.IsTrue(sensor.TryRead(out values[i]));
        }

        return values;
    }
}
