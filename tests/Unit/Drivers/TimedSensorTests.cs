using System;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>When the readings of sensors that have times of their own are taken, and what times they get.</summary>
[TestClass]
public class TimedSensorTests
{
    private readonly Script _one = new Script();
    private readonly Script _other = new Script();

    [TestMethod]
    public void A_sensor_that_counts_nothing_has_nothing_to_report()
    {
        DriverBench bench = Bench();
        Assert.IsTrue(
            bench.Status().IndexOf("\"missed\":0,\"errors\":0,\"overruns\":0,\"dropped\":0,\"longestRead\":0,\"lost\":0,\"hangs\":0}") > 0);
        _one.Passed = 3;
        _one.Post(1, bench.Clock.Milliseconds);
        bench.Take();
        Assert.IsTrue(bench.Status().IndexOf("\"overruns\":3,") > 0);
    }

    [TestMethod]
    public void No_reading_is_older_than_the_one_before_or_later_than_now()
    {
        DriverBench bench = Bench();
        bench.Pass(100);
        long now = bench.Clock.Milliseconds;
        _one.Post(1, now);
        _one.Post(2, now - 5);
        string pack = bench.Take();
        Assert.IsTrue(pack.StartsWith("[{\"bn\":\"b:\",\"bt\":1700000000.150,\"seq\":1,"), pack);
        Assert.IsTrue(pack.IndexOf("\"v\":1},") > 0 && pack.EndsWith("\"v\":2}]") && pack.IndexOf("\"t\":") < 0, pack);
        bench.Pass(100);
        _one.Post(3, bench.Clock.Milliseconds + 1000);
        Assert.AreEqual("[{\"bn\":\"b:\",\"bt\":1700000000.250,\"seq\":2,\"n\":\"a\",\"v\":3}]", bench.Take());
    }

    [TestMethod]
    public void A_pack_has_the_time_of_its_newest_reading_wherever_that_is()
    {
        DriverBench bench = Bench();
        bench.Pass(100);
        _one.Post(1, bench.Clock.Milliseconds);
        _other.Post(2, bench.Clock.Milliseconds - 2);
        string pack = bench.Take();
        Assert.IsTrue(pack.IndexOf("\"bt\":1700000000.150,") > 0 && pack.EndsWith("\"v\":2,\"t\":-0.002}]"), pack);
    }

    [TestMethod]
    public void More_readings_than_one_turn_takes_come_with_the_next()
    {
        DriverBench bench = Bench();
        for (int i = 0; i < 40; i++)
        {
            _one.Post(i, bench.Clock.Milliseconds);
        }

        string pack = bench.Take();
        Assert.IsTrue(pack.IndexOf("\"v\":31}") > 0 && pack.IndexOf("\"v\":32}") < 0, pack);
        bench.Pass(10);
        pack = bench.Take();
        Assert.IsTrue(pack.IndexOf("\"v\":32}") > 0 && pack.IndexOf("\"v\":39}") > 0, pack);
        Assert.IsTrue(bench.Status().IndexOf("\"errors\":0,") > 0);
    }

    [TestMethod]
    public void A_sensor_that_throws_is_not_tried_again_before_it_is_due()
    {
        DriverBench bench = Bench();
        _one.Throws = true;
        _one.Post(1, bench.Clock.Milliseconds);
        bench.Run(100);
        Assert.IsTrue(bench.Status().IndexOf("\"errors\":1,") > 0, bench.Status());
    }

    [TestMethod]
    public void Each_event_after_a_rest_wakes_the_server_once()
    {
        DriverBench bench = Bench();
        for (int i = 1; i <= 3; i++)
        {
            _one.Post(i, bench.Clock.Milliseconds);
            bench.Run(50);
            Assert.AreEqual(i, bench.Wakes);
        }
    }

    /// <summary>News waits for more, but not longer than until a sensor is due.</summary>
    [TestMethod]
    public void News_comes_each_10_ms_and_what_is_due_at_once()
    {
        DriverBench bench = Bench();
        _one.Post(1, bench.Clock.Milliseconds);
        _other.NextDue = bench.Clock.Milliseconds + 5;
        Assert.IsTrue(bench.Take().EndsWith("\"v\":1}]"));
        bench.Pass(3);
        _one.Post(2, bench.Clock.Milliseconds);
        Assert.AreEqual(string.Empty, bench.Take());
        bench.Pass(1);
        Assert.AreEqual(string.Empty, bench.Take());
        bench.Pass(1);
        string pack = bench.Take();
        Assert.IsTrue(pack.IndexOf("\"v\":2,\"t\":-0.002}") > 0 && pack.EndsWith("\"v\":77}]"), pack);
        bench.Pass(9);
        _one.Post(3, bench.Clock.Milliseconds);
        Assert.AreEqual(string.Empty, bench.Take());
        bench.Pass(1);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":3}]"));
    }

    [TestMethod]
    public void What_is_set_is_read_at_once_and_the_next_news_waits_again()
    {
        DriverBench bench = Bench();
        _one.Post(1, bench.Clock.Milliseconds);
        bench.Take();
        bench.Pass(2);
        _one.Post(2, bench.Clock.Milliseconds);
        Assert.IsTrue(bench.Send("[{\"n\":\"b:a\",\"v\":7}]").EndsWith("\"v\":2}]"));
        bench.Pass(2);
        _one.Post(3, bench.Clock.Milliseconds);
        Assert.AreEqual(string.Empty, bench.Take());
        bench.Pass(8);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":3}]"));
    }

    [TestMethod]
    public void The_first_of_several_sensors_that_is_due_is_waited_for()
    {
        DriverBench bench = Bench();
        _one.NextDue = bench.Clock.Milliseconds + 20;
        _other.NextDue = bench.Clock.Milliseconds + 100;
        _one.Post(1, bench.Clock.Milliseconds);
        bench.Take();
        bench.Pass(20);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":77}]"));
    }

    /// <summary>A sensor that was read before in this step has news: it is read 10 ms later, or when it is due.</summary>
    [TestMethod]
    public void News_during_a_turn_is_not_forgotten()
    {
        DriverBench bench = Bench();
        _other.Neighbour = _one;
        _other.Post(1, bench.Clock.Milliseconds);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":1}]"));
        bench.Pass(10);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":99}]"));
        bench.Run(50);
        _other.Neighbour = _one;
        _one.NextDue = bench.Clock.Milliseconds + 5;
        _other.Post(2, bench.Clock.Milliseconds);
        Assert.IsTrue(bench.Take().EndsWith("\"v\":2}]"));
        bench.Pass(5);
        Assert.IsTrue(bench.Take().IndexOf("\"v\":77}]") > 0);
    }

    private DriverBench Bench()
    {
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 60000, _one).SetBy(new FixedActuator(), 0, 10), new Channel("b", "V", 0, 60000, _other));
        bench.Run(50);
        return bench;
    }

    /// <summary>Has the readings that are posted, and 77 when it is due.</summary>
    private sealed class Script : TimedSensor, ISensor
    {
        private readonly int[] _values = new int[40];
        private readonly long[] _times = new long[40];
        private int _count;
        private int _taken;

        public override long Due => NextDue;

        public override int Overruns => Passed;

        internal long NextDue { get; set; } = long.MaxValue;

        internal int Passed { get; set; }

        internal bool Throws { get; set; }

        /// <summary>What gets a reading as soon as this has none left.</summary>
        internal Script Neighbour { get; set; }

        internal void Post(int value, long time)
        {
            _values[_count] = value;
            _times[_count] = time;
            _count++;
            Host.Notify();
        }

        public override bool TryTake(long now, out int value, out long takenAt)
        {
            if (Throws)
            {
                throw new InvalidOperationException("It is stuck");
            }

            if (_taken < _count)
            {
                value = _values[_taken];
                takenAt = _times[_taken++];
                return true;
            }

            _taken = 0;
            _count = 0;
            value = 77;
            takenAt = now;
            bool isDue = NextDue <= now;
            NextDue = isDue ? long.MaxValue : NextDue;
            if (!isDue && Neighbour != null)
            {
                Neighbour.Post(99, now);
                Neighbour = null;
            }

            return isDue;
        }

        public bool TryRead(out int value)
        {
            value = 0;
            return false;
        }
    }
}
