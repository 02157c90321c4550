using System;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Tests.Unit;

/// <summary>What is read more often than it is reported.</summary>
[TestClass]
public class PolledSensorTests
{
    private readonly FixedSensor _sensor = new FixedSensor();

    [TestMethod]
    public void A_change_is_told_at_once_and_no_change_after_the_period()
    {
        DriverBench bench = new DriverBench(new Channel("level", "V", -1, 60000, new ChangeSensor(_sensor, 20, 5)));
        Assert.AreEqual("[{\"bn\":\"b:\",\"bt\":1700000000,\"n\":\"level\",\"u\":\"V\",\"ut\":60,\"v\":0.0}]", bench.FirstPack);
        _sensor.Value = 4;
        Assert.AreEqual(string.Empty, bench.Run(1000));
        Assert.AreEqual(51, _sensor.Reads);
        _sensor.Value = 5;
        string packs = bench.Run(20);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001.020,\"seq\":2,") > 0 && packs.EndsWith("\"v\":0.5}]"), packs);
        _sensor.Value = int.MinValue;
        packs = bench.Run(20);
        Assert.IsTrue(packs.EndsWith("\"v\":-214748364.8}]"), packs);
        _sensor.Value = int.MaxValue;
        packs = bench.Run(20);
        Assert.IsTrue(packs.EndsWith("\"v\":214748364.7}]"), packs);
        Assert.AreEqual(string.Empty, bench.Run(59980));
        packs = bench.Run(20);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000061.060,") > 0 && packs.EndsWith("\"v\":214748364.7}]"), packs);
        Assert.IsTrue(bench.Status().IndexOf("\"stale\":false") > 0);
    }

    [TestMethod]
    public void A_contact_is_told_when_it_changes()
    {
        FixedActuator contact = new FixedActuator();
        DriverBench bench = new DriverBench(new Channel("door", 60000, new ChangeSensor((IBooleanSensor)contact, 20)));
        Assert.AreEqual(string.Empty, bench.Run(1000));
        contact.Value = 1;
        string packs = bench.Run(1000);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001.020,\"seq\":2,") > 0 && packs.EndsWith("\"vb\":true}]"), packs);
    }

    [TestMethod]
    public void A_setting_is_told_although_nothing_changes()
    {
        FixedActuator lamp = new FixedActuator();
        DriverBench bench = new DriverBench(new Channel("lamp", 60000, new ChangeSensor((IBooleanSensor)lamp, 20)).SetBy(lamp));
        bench.Run(1000);
        string packs = bench.Send("[{\"n\":\"b:lamp\",\"vb\":false}]");
        Assert.IsTrue(packs.EndsWith("\"vb\":false}]"), packs);
    }

    [TestMethod]
    public void A_sensor_that_throws_or_has_nothing_is_counted()
    {
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, new ChangeSensor(_sensor, 100, 1)));
        _sensor.Throws = true;
        bench.Run(500);
        _sensor.Throws = false;
        _sensor.HasReading = false;
        bench.Run(300);
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("\"missed\":8,\"errors\":5,") > 0, status);
    }

    /// <summary>Each period beside a slow calculation of what its readings were.</summary>
    [TestMethod]
    public void Statistics_of_a_period()
    {
        int[][] periods =
        {
            new int[] { 3, 4, 4, 1, 2 },
            new int[] { -3, -4, -3, -4, -3 },
            new int[] { int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MinValue },
            new int[] { int.MinValue, int.MinValue, int.MinValue, int.MinValue, int.MinValue },
        };
        int[][] expected =
        {
            new int[] { 3, -3, 1288490188, int.MinValue }, // 14 / 5, -17 / 5, 4 * 2147483647 - 2147483648 over 5
            new int[] { 3, -3, int.MaxValue, int.MinValue },
            new int[] { 1, -4, int.MinValue, int.MinValue },
            new int[] { 4, -3, int.MaxValue, int.MinValue },
        };
        for (int statistic = 0; statistic < 4; statistic++)
        {
            FixedSensor sensor = new FixedSensor { HasReading = false };
            DriverBench bench = new DriverBench(
                new Channel("x", "V", 0, 50, new PeriodSensor(sensor, 10, (WindowStatistic)statistic)));
            sensor.HasReading = true;
            for (int period = 0; period < periods.Length; period++)
            {
                string packs = string.Empty;
                foreach (int reading in periods[period])
                {
                    Assert.AreEqual(string.Empty, packs);
                    sensor.Value = reading;
                    packs = bench.Run(10);
                }

                Assert.IsTrue(packs.EndsWith("\"v\":" + expected[statistic][period] + "}]"), statistic + ": " + packs);
            }

            sensor.HasReading = false;
            Assert.AreEqual(string.Empty, bench.Run(100));
        }
    }

    [TestMethod]
    public void What_is_read_too_seldom_or_too_often_is_refused()
    {
        Refusal.Check(() => new ChangeSensor(_sensor, 0, 1));
        Refusal.Check(() => new ChangeSensor(_sensor, 1, 0));
        ChangeSensor one = new ChangeSensor(_sensor, 1, 1);
        Refusal.Check(() => new DriverBench(new Channel("x", "V", 0, 10, one), new Channel("y", "V", 0, 10, one)));
        Refusal.Check(() => new DriverBench(new Channel("x", "V", 0, 10, new ChangeSensor(_sensor, 11, 1))));
        Refusal.Check(() => new DriverBench(new Channel("x", "V", 0, 1002, new PeriodSensor(_sensor, 1, WindowStatistic.Median))));
    }

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

    [TestMethod]
    public void A_driver_is_read_once_for_its_channels()
    {
        Axes driver = new Axes();
        SharedDriver shared = new SharedDriver(driver, 2);
        SharedBatchDriver batches = new SharedBatchDriver(driver, 2);
        DriverBench bench = new DriverBench(
            new Channel("x", "V", 0, 1000, new SharedValue(shared, 0)), new Channel("y", 1000, new SharedValue(shared, 1)),
            new Channel("bx", "V", 0, 250000, 1000, new SharedBatch(batches, 0)),
            new Channel("by", "V", 0, 250000, 1000, new SharedBatch(batches, 1)));
        Assert.AreEqual(1, driver.Reads);
        Assert.AreEqual(1, driver.Batches);
        string packs = bench.Run(1000);
        Assert.AreEqual(2, driver.Reads);
        Assert.AreEqual(2, driver.Batches);
        Assert.IsTrue(packs.IndexOf("\"v\":2},{\"n\":\"y\"") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"v\":20,\"t\":-0.250},{\"n\":\"bx\",\"v\":21}]") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"v\":120,\"t\":-0.250},{\"n\":\"by\",\"v\":121}]") > 0, packs);
        driver.Throws = true;
        bench.Run(1000);
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("\"error\":\"No bus\"}") > 0, status);
    }

    private sealed class Axes : IDriver, IBatchDriver
    {
        internal int Reads { get; private set; }

        internal int Batches { get; private set; }

        internal bool Throws { get; set; }

        public void Read(DriverReadings readings)
        {
            if (Throws)
            {
                throw new InvalidOperationException("No bus");
            }

            Reads++;
            readings.Set(0, Reads);
            readings.Set(1, Reads % 2 == 0);
        }

        public int Read(int[][] values)
        {
            Batches++;
            for (int axis = 0; axis < values.Length; axis++)
            {
                values[axis][0] = (axis * 100) + (Batches * 10);
                values[axis][1] = (axis * 100) + (Batches * 10) + 1;
            }

            return 2;
        }
    }
}
