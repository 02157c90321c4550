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
    public void A_change_is_reported_at_once_and_no_change_after_the_period()
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
    public void A_contact_is_reported_when_it_changes()
    {
        FixedActuator contact = new FixedActuator();
        DriverBench bench = new DriverBench(new Channel("door", 60000, new ChangeSensor((IBooleanSensor)contact, 20)));
        Assert.AreEqual(string.Empty, bench.Run(1000));
        contact.Value = 1;
        string packs = bench.Run(1000);
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001.020,\"seq\":2,") > 0 && packs.EndsWith("\"vb\":true}]"), packs);
    }

    [TestMethod]
    public void A_setting_is_reported_although_nothing_changes()
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

    /// <summary>Each period is compared with a plain calculation from its readings.</summary>
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
    public void A_change_down_counts_like_one_up_and_a_missing_reading_does_not()
    {
        ChangeSensor sensor = new ChangeSensor(_sensor, 20, 5);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 60000, sensor));
        _sensor.Value = -4;
        Assert.AreEqual(string.Empty, bench.Run(100));
        _sensor.Value = -5;
        string packs = bench.Run(20);
        Assert.IsTrue(packs.EndsWith("\"v\":-5}]"), packs);
        _sensor.HasReading = false;
        _sensor.Value = 100;
        Assert.AreEqual(string.Empty, bench.Run(100));
        Assert.AreEqual(5, sensor.Missed);
    }

    [TestMethod]
    public void A_request_is_answered_once()
    {
        FixedActuator lamp = new FixedActuator();
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 60000, new ChangeSensor(_sensor, 20, 5)).SetBy(lamp, 0, 9));
        string packs = bench.Send("[{\"n\":\"b:x\",\"v\":7}]");
        Assert.IsTrue(packs.EndsWith("\"v\":0}]"), packs);
        _sensor.Value = 4;
        Assert.AreEqual(string.Empty, bench.Run(1000));
    }

    [TestMethod]
    public void A_first_reading_of_0_is_reported()
    {
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, int.MaxValue, new ChangeSensor(_sensor, 20, 5)));
        Assert.IsTrue(bench.FirstPack.EndsWith("\"v\":0}]"), bench.FirstPack);
    }

    [TestMethod]
    public void Intervals_without_a_read_are_counted()
    {
        ChangeSensor sensor = new ChangeSensor(_sensor, 20, 5);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 20, sensor));
        Assert.AreEqual(0, sensor.Overruns);
        bench.Pass(70);
        bench.Run();
        Assert.AreEqual(2, sensor.Overruns);
        Assert.AreEqual(2, _sensor.Reads);
        bench.Pass(9);
        bench.Run();
        Assert.AreEqual(2, _sensor.Reads, "The schedule stays");
        bench.Pass(1);
        bench.Run();
        Assert.AreEqual(3, _sensor.Reads);
        bench.Pass(45);
        bench.Run();
        Assert.AreEqual(3, sensor.Overruns);
    }

    [TestMethod]
    public void A_period_ends_where_it_would_have_whatever_was_late()
    {
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 100, new PeriodSensor(_sensor, 10, WindowStatistic.Highest)));
        _sensor.Value = 9;
        Assert.AreEqual(string.Empty, bench.Run(90));
        string packs = bench.Run(10);
        Assert.IsTrue(packs.EndsWith("\"v\":9}]"), packs);
        _sensor.Value = -7;
        bench.Pass(250);
        packs = bench.Run(10);
        Assert.IsTrue(packs.EndsWith("\"v\":-7}]"), packs);
        Assert.AreEqual(string.Empty, bench.Run(30));
        packs = bench.Run(10);
        Assert.IsTrue(packs.EndsWith("\"v\":-7}]"), packs);
        _sensor.Value = 5;
        packs = bench.Run(100);
        Assert.IsTrue(packs.EndsWith("\"v\":5}]"), packs);
    }

    /// <summary>Requests add readings to a period: a median is of as many as its period has, and one more.</summary>
    [TestMethod]
    public void A_median_takes_no_more_than_it_has_room_for()
    {
        FixedActuator lamp = new FixedActuator();
        PeriodSensor sensor = new PeriodSensor(_sensor, 1000, WindowStatistic.Median);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 2000, sensor).SetBy(lamp, 0, 9));
        for (int i = 1; i <= 4; i++)
        {
            _sensor.Value = i;
            bench.Send("[{\"n\":\"b:x\",\"v\":7}]");
        }

        Assert.AreEqual(5, _sensor.Reads);
        string packs = bench.Run(2000, 1000);
        Assert.IsTrue(packs.EndsWith("\"v\":1}]"), "0, 1 and 2 fit: " + packs);
        Refusal.Check(() => new DriverBench(new Channel("x", "V", 0, 1001, new PeriodSensor(_sensor, 1, WindowStatistic.Median))));
        PeriodSensor longest = new PeriodSensor(_sensor, 1, WindowStatistic.Median);
        Assert.IsTrue(new DriverBench(new Channel("x", "V", 0, 1000, longest)).FirstPack.Length > 0);
    }

    /// <summary>Also one that comes before the sensor is started.</summary>
    [TestMethod]
    public void A_notification_without_a_reading_is_none()
    {
        NotifiedSensor sensor = new NotifiedSensor(_sensor);
        sensor.Notify();
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 60000, sensor));
        _sensor.HasReading = false;
        sensor.Notify();
        Assert.AreEqual(string.Empty, bench.Run(20));
        Assert.AreEqual(1, sensor.Missed);
        FixedActuator contact = new FixedActuator { Value = 1 };
        NotifiedSensor flag = new NotifiedSensor((IBooleanSensor)contact);
        Assert.IsTrue(new DriverBench(new Channel("x", 60000, flag)).FirstPack.EndsWith("\"vb\":true}]"));
        Assert.IsTrue(flag.TryRead(out int number));
        Assert.AreEqual(1, number);
    }
}
