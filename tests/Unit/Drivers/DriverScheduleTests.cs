using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>When drivers that wait are read, and what is counted of them, on a thread that the test runs.</summary>
[TestClass]
public class DriverScheduleTests
{
    private readonly ManualThread _thread = new ManualThread();

    [TestMethod]
    public void Periods_without_a_read_are_counted_after_the_first_read()
    {
        FixedSensor inner = new FixedSensor();
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, sensor));
        bench.Pass(5000);
        Assert.AreEqual(1000, _thread.Turn());
        Assert.AreEqual(0, sensor.Overruns, "The thread came late");
        bench.Pass(3500);
        Assert.AreEqual(500, _thread.Turn());
        Assert.AreEqual(2, sensor.Overruns);
        bench.Pass(499);
        Assert.AreEqual(1, _thread.Turn());
        Assert.AreEqual(2, inner.Reads);
        bench.Pass(1);
        Assert.AreEqual(1000, _thread.Turn());
        Assert.AreEqual(3, inner.Reads);
        Assert.AreEqual(2, sensor.Overruns);
        bench.Pass(2100);
        Assert.AreEqual(900, _thread.Turn());
        Assert.AreEqual(3, sensor.Overruns);
        _thread.Stop();
    }

    [TestMethod]
    public void The_thread_rests_until_the_first_driver_is_due()
    {
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(new FixedSensor(), _thread)),
            new Channel("b", "V", 0, 400, new WaitingSensor(new FixedSensor(), _thread)),
            new Channel("c", "V", 0, 1000, new WaitingSensor(new FixedSensor(), _thread)));
        Assert.AreEqual(400, _thread.Turn());
        bench.Pass(800);
        Assert.AreEqual(200, _thread.Turn());
        Assert.AreEqual(int.MaxValue, new ManualThread().Turn());
        _thread.Stop();
    }

    [TestMethod]
    public void A_read_that_outlasts_its_period_is_followed_by_the_next_one()
    {
        FixedSensor inner = new FixedSensor { Time = 1200 };
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, sensor));
        inner.Clock = bench.Clock;
        Assert.AreEqual(0, _thread.Turn());
        Assert.AreEqual(1200, sensor.LongestRead);
        inner.Time = 100;
        Assert.AreEqual(700, _thread.Turn());
        Assert.AreEqual(1200, sensor.LongestRead, "It was the longest");
        Assert.AreEqual(0, sensor.Overruns);
        _thread.Stop();
    }

    [TestMethod]
    public void What_does_not_fit_until_the_next_step_is_counted()
    {
        FixedSensor inner = new FixedSensor();
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 10, sensor));
        for (int i = 1; i <= 6; i++)
        {
            inner.Value = i;
            _thread.Turn();
            bench.Pass(10);
            Assert.AreEqual(i > 4 ? i - 4 : 0, sensor.Lost);
        }

        string packs = bench.Take();
        Assert.IsTrue(packs.EndsWith("\"v\":4}]"), packs);
        Assert.AreEqual(4, bench.Server.Stream.Channels[0].LastValue);
        _thread.Stop();
    }

    /// <summary>A requested read is made in between, and the schedule stays.</summary>
    [TestMethod]
    public void A_request_is_one_read_more()
    {
        FixedActuator valve = new FixedActuator();
        FixedSensor inner = new FixedSensor();
        DriverBench bench = new DriverBench(
            new Channel("valve", "/", 0, 60000, new WaitingSensor(inner, _thread)).SetBy(valve, 0, 10));
        _thread.Turn();
        bench.Pass(100);
        bench.Send("[{\"n\":\"b:valve\",\"v\":7}]");
        Assert.AreEqual(59900, _thread.Turn());
        Assert.AreEqual(2, inner.Reads);
        Assert.AreEqual(59900, _thread.Turn());
        Assert.AreEqual(2, inner.Reads);
        _thread.Stop();
    }

    /// <summary>The server goes on while a driver is being read: here the read runs the server.</summary>
    [TestMethod]
    public void Each_read_that_hangs_is_counted_once()
    {
        Nested inner = new Nested();
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 100000, sensor));
        inner.Bench = bench;
        int[] seconds = { 1, 9, 25, 10, 11 };
        int[] hangs = { 0, 0, 1, 1, 2 };
        for (int i = 0; i < seconds.Length; i++)
        {
            inner.Seconds = seconds[i];
            _thread.Turn();
            Assert.AreEqual(hangs[i], sensor.Hangs, seconds[i] + " s");
            bench.Run(100000, 1000);
        }

        Assert.AreEqual(25000, sensor.LongestRead);
        _thread.Stop();
    }

    [TestMethod]
    public void Short_reads_one_after_the_other_do_not_hang()
    {
        Nested inner = new Nested { Seconds = 1 };
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, sensor));
        inner.Bench = bench;
        for (int i = 0; i < 15; i++)
        {
            _thread.Turn();
        }

        Assert.AreEqual(0, sensor.Hangs);
        Assert.AreEqual(0, sensor.Missed);
        _thread.Stop();
    }

    [TestMethod]
    public void Each_failure_and_each_read_without_a_reading_is_counted()
    {
        FixedSensor inner = new FixedSensor { Throws = true };
        WaitingSensor sensor = new WaitingSensor(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, sensor));
        for (int i = 0; i < 3; i++)
        {
            _thread.Turn();
            bench.Pass(1000);
            inner.HasReading = false;
            inner.Throws = i == 0;
        }

        bench.Run();
        Assert.AreEqual(3, sensor.Missed);
        Assert.AreEqual(2L, bench.Server.Stream.Channels[0].Errors);
        Assert.AreEqual(0, bench.Server.Stream.Channels[0].LastValue);
        _thread.Stop();
    }

    /// <summary>What was not read this time is no reading, also when nothing was.</summary>
    [TestMethod]
    public void A_driver_without_any_value_has_missed_a_reading()
    {
        Pair pair = new Pair();
        WaitingDriver driver = new WaitingDriver(pair, 2, _thread);
        WaitingSensor first = driver.Value(0);
        DriverBench bench = new DriverBench(new Channel("a", "V", 0, 1000, first), new Channel("b", 1000, driver.Value(1)));
        _thread.Turn();
        string packs = bench.Run(20);
        Assert.IsTrue(packs.IndexOf("\"v\":5}") > 0 && packs.IndexOf("\"vb\":false}") > 0, packs);
        pair.LeavesOut = true;
        bench.Pass(1000);
        _thread.Turn();
        packs = bench.Run(20);
        Assert.IsTrue(packs.EndsWith("\"n\":\"a\",\"v\":5}]"), packs);
        Assert.AreEqual(0, first.Missed);
        pair.IsSilent = true;
        bench.Pass(1000);
        _thread.Turn();
        Assert.AreEqual(string.Empty, bench.Take());
        Assert.AreEqual(1, first.Missed);
        _thread.Stop();
    }

    /// <summary>A sensor without a reading of true or false, or of text.</summary>
    [TestMethod]
    public void What_is_no_reading_is_missed_in_every_kind()
    {
        FixedActuator contact = new FixedActuator { Value = 1 };
        WaitingSensor flag = new WaitingSensor((IBooleanSensor)contact, _thread);
        FixedText inner = new FixedText { Text = null };
        WaitingText text = new WaitingText(inner, _thread);
        DriverBench bench = new DriverBench(new Channel("flag", 1000, flag), new Channel("text", 1000, text));
        Assert.IsFalse(text.TryRead(out string _));
        _thread.Turn();
        string packs = bench.Run(20);
        Assert.IsTrue(packs.EndsWith("\"vb\":true}]"), packs);
        Assert.AreEqual(1, text.Missed);
        contact.Value = 0;
        inner.Text = "a";
        bench.Pass(1000);
        _thread.Turn();
        packs = bench.Run(20);
        Assert.IsTrue(packs.IndexOf("\"vb\":false}") > 0 && packs.EndsWith("\"vs\":\"a\"}]"), packs);
        Assert.AreEqual(0, flag.Missed);
        _thread.Stop();
    }

    private sealed class Pair : IDriver
    {
        internal bool IsSilent { get; set; }

        internal bool LeavesOut { get; set; }

        public void Read(DriverReadings readings)
        {
            if (!IsSilent)
            {
                readings.Set(0, 5);
            }

            if (!LeavesOut)
            {
                readings.Set(1, false);
            }
        }
    }

    /// <summary>A slow sensor: the server makes steps during a read.</summary>
    private sealed class Nested : ISensor
    {
        internal DriverBench Bench { get; set; }

        internal int Seconds { get; set; }

        public bool TryRead(out int value)
        {
            value = 1;
            Bench.Run(Seconds * 1000, 1000);
            return true;
        }
    }
}
