using System.Threading;
using Sensorcast.Drivers;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Events from other threads: their times, debouncing, storms, and that none is lost without being counted.</summary>
[TestClass]
public class EventSensorTests
{
    private const long Later = 2000000;

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
        Assert.AreEqual(1, Count(packs, "\"vb\":true"));
        Assert.AreEqual(0, Count(packs, "\"vb\":false"));

        // Pressed and released at once: the release is reported when it has lasted, with its own time.
        button.Post(false);
        bench.Pass(1);
        button.Post(true);
        bench.Pass(1);
        button.Post(false);
        bench.Pass(1);
        button.Post(true);
        packs = bench.Run(100, 1);
        Assert.AreEqual(1, Count(packs, "\"vb\":false"));
        Assert.AreEqual(1, Count(packs, "\"vb\":true"));
        Assert.IsTrue(packs.IndexOf("\"vb\":false") < packs.IndexOf("\"vb\":true"), packs);
    }

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
            int count = Count(packs, "\"n\":\"pin\"");
            last = count > 0 ? packs : last;
            reported += count;
            slow += Count(packs, "\"n\":\"t\"");
        }

        string rest = bench.Run(100);
        reported += Count(rest, "\"n\":\"pin\"");
        last = Count(rest, "\"n\":\"pin\"") > 0 ? rest : last;
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
        Assert.AreEqual(9, Count(packs, "\"n\":\"x\""));
        Assert.IsTrue(Count(packs, "\"seq\":") > 1, packs);
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int i = text.IndexOf(part); i >= 0; i = text.IndexOf(part, i + part.Length))
        {
            count++;
        }

        return count;
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
