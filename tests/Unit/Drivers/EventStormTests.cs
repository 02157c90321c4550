using System.Threading;
using Sensorcast.Drivers;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Events that come too fast, or from several threads at once: none is lost without being counted.</summary>
[TestClass]
public class EventStormTests
{
    private const long Later = 2000000;

    /// <summary>
    /// 10,000 a second for a second: packs stay few, what does not fit is counted, and the last state is reported in the end.
    /// </summary>
    [TestMethod]
    public void A_storm_is_counted_and_ends_with_the_last_state()
    {
        EventSensor pin = new EventSensor(capacity: 8);
        DriverBench bench = new DriverBench(new Channel("pin", "count", 0, 60000, pin), new Channel("t", "Cel", 0, 100, new FixedSensor()));
        uint before = bench.Server.Sequence;
        int reported = 0;
        int slow = 0;
        string last = string.Empty;
        for (int ms = 0; ms < 1000; ms++)
        {
            for (int i = 0; i < 10; i++)
            {
                pin.Post((ms * 10) + i);
            }

            bench.Pass(1);
            string packs = bench.Take();
            int count = DriverBench.Count(packs, "\"n\":\"pin\"");
            last = count > 0 ? packs : last;
            reported += count;
            slow += DriverBench.Count(packs, "\"n\":\"t\"");
        }

        string rest = bench.Run(100);
        reported += DriverBench.Count(rest, "\"n\":\"pin\"");
        last = DriverBench.Count(rest, "\"n\":\"pin\"") > 0 ? rest : last;
        Assert.IsTrue(last.IndexOf("\"v\":9999") > 0, last);
        Assert.AreEqual(10, slow);
        Assert.AreEqual(10000, reported + pin.Lost);
        Assert.IsTrue(reported <= 1000, "reported " + reported);
        Assert.IsTrue(bench.Server.Sequence - before <= 320, "packs " + (bench.Server.Sequence - before));
        Assert.IsTrue(bench.Status().IndexOf("\"lost\":" + pin.Lost) > 0);
        Assert.IsTrue(
            bench.Status("/metrics").IndexOf("\nsensorcast_channel_lost_total{name=\"pin\",unit=\"count\"} " + pin.Lost + "\n") > 0);
    }

    /// <summary>Several threads at once: each event is reported, in the order of its thread, or counted.</summary>
    [TestMethod]
    public void Threads_post_at_once()
    {
        const int Events = 200;
        EventSensor sensor = new EventSensor(capacity: 16);
        DriverBench bench = new DriverBench(new Channel("n", "count", 0, 3600000, sensor));
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(new Poster(sensor, (i + 1) * 1000, Events).Run);
            threads[i].Start();
        }

        int reported = 0;
        int[] last = { -1, -1, -1 };
        bool isOver = false;
        while (!isOver)
        {
            isOver = !threads[0].IsAlive && !threads[1].IsAlive && !threads[2].IsAlive;
            Thread.Sleep(1);
            bench.Pass(10);
            reported += CheckOrder(bench.Take(), last);
        }

        Assert.AreEqual(threads.Length * Events, reported + sensor.Lost);
    }

    [TestMethod]
    public void An_event_that_was_interrupted_on_its_way_is_not_the_newest()
    {
        EventSensor sensor = new EventSensor(capacity: 1);
        InterruptingClock clock = new InterruptingClock();
        SensorServer server = Serve(sensor, clock);
        clock.Interrupted = sensor;
        sensor.Post(1);
        for (int i = 0; i < 10; i++)
        {
            server.Step();
        }

        Assert.IsTrue(sensor.TryRead(out int value));
        Assert.AreEqual(3, value);
        Assert.AreEqual(1, sensor.Lost);
    }

    /// <summary>The newest event that did not fit may have been reported already: it is still the last one.</summary>
    [TestMethod]
    public void A_newer_event_that_overtook_another_one_after_too_many_is_reported_again()
    {
        EventSensor sensor = new EventSensor(capacity: 4);
        InterruptingClock clock = new InterruptingClock();
        Serve(sensor, clock);
        foreach (int value in new int[] { 11, 12, 13, 14, 15 })
        {
            sensor.Post(value);
        }

        CheckTaken(sensor, 11, 12, 13, 14);
        clock.Interrupted = sensor;
        sensor.Post(1);
        CheckTaken(sensor, 2, 3, 1, 3);
        Assert.IsFalse(sensor.TryTake(Later, out _, out _));

        // As many as were posted.
        Assert.AreEqual(0, sensor.Lost);
    }

    [TestMethod]
    public void An_event_ends_the_rest_of_the_loop()
    {
        LoopWaker waker = new LoopWaker();
        ManualClock clock = new ManualClock();
        EventSensor sensor = new EventSensor();
        SensorServer server = new SensorServer(
            new SensorOptions { HostNames = ServerBench.HostNames, Waker = waker },
            new MemoryListener(),
            clock,
            new Channel[] { new Channel("n", "count", 0, 3600000, sensor) });
        server.Step();
        clock.Milliseconds += 100;
        Assert.AreEqual(WebServer.MaxIdleTime, server.Step());
        Thread thread = new Thread(new Poster(sensor, 7, 1).Run);
        thread.Start();

        // If the rest did not end, the test would not either.
        waker.Rest(3600000);
        server.Step();
        Assert.IsTrue(sensor.TryRead(out int value));
        Assert.AreEqual(7, value);
        waker.Rest(0);
    }

    private static SensorServer Serve(EventSensor sensor, InterruptingClock clock)
    {
        SensorServer server = new SensorServer(
            new SensorOptions { HostNames = ServerBench.HostNames },
            new MemoryListener(),
            clock,
            new Channel[] { new Channel("n", "count", 0, 3600000, sensor) });
        server.Step();
        return server;
    }

    private static void CheckTaken(EventSensor sensor, params int[] values)
    {
        foreach (int expected in values)
        {
            Assert.IsTrue(sensor.TryTake(Later, out int value, out _));
            Assert.AreEqual(expected, value);
        }
    }

    private static int CheckOrder(string packs, int[] last)
    {
        const string Label = "\"v\":";
        int count = 0;
        for (int i = packs.IndexOf(Label); i >= 0; i = packs.IndexOf(Label, i + 1))
        {
            int start = i + Label.Length;
            int end = start;
            while (packs[end] >= '0' && packs[end] <= '9')
            {
                end++;
            }

            int value = int.Parse(packs.Substring(start, end - start));
            int thread = (value / 1000) - 1;
            Assert.IsTrue(value >= last[thread], value + " after " + last[thread]);
            last[thread] = value;
            count++;
        }

        return count;
    }

    /// <summary>While an event reads the clock, another thread posts 2 and 3.</summary>
    private sealed class InterruptingClock : IClock
    {
        private long _time = 1000000;

        internal EventSensor Interrupted { get; set; }

        public long UnixMilliseconds => 0;

        public long Milliseconds
        {
            get
            {
                EventSensor sensor = Interrupted;
                Interrupted = null;
                if (sensor != null)
                {
                    sensor.Post(2);
                    sensor.Post(3);
                }

                _time += 10;
                return _time;
            }
        }
    }

    private sealed class Poster
    {
        private readonly EventSensor _sensor;
        private readonly int _first;
        private readonly int _count;

        internal Poster(EventSensor sensor, int first, int count)
        {
            _sensor = sensor;
            _first = first;
            _count = count;
        }

        internal void Run()
        {
            for (int i = 0; i < _count; i++)
            {
                _sensor.Post(_first + i);
            }
        }
    }
}
