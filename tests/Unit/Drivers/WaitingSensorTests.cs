using System;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Drivers that wait, on a thread that the test runs.</summary>
[TestClass]
public class WaitingSensorTests
{
    private readonly ManualThread _thread = new ManualThread();

    [TestMethod]
    public void A_reading_has_the_time_at_which_the_driver_returned()
    {
        FixedSensor slow = new FixedSensor { Value = 2150, Time = 750 };
        DriverBench bench = new DriverBench(new Channel("water", "Cel", -2, 1000, new WaitingSensor(slow, _thread)));
        Assert.AreEqual("[{\"bn\":\"b:\",\"bt\":1700000000}]", bench.FirstPack);
        slow.Clock = bench.Clock;
        Assert.AreEqual(250, _thread.Turn());
        Assert.AreEqual(1, bench.Wakes);
        bench.Clock.UnixMilliseconds += 750;
        bench.Pass(40);
        string packs = bench.Take();
        Assert.AreEqual("[{\"bn\":\"b:\",\"bt\":1700000000.750,\"seq\":1,\"n\":\"water\",\"u\":\"Cel\",\"ut\":1,\"v\":21.50}]", packs);
        Assert.AreEqual(210, _thread.Turn());
        Assert.AreEqual(1, slow.Reads);
        Assert.IsTrue(bench.Status().IndexOf("\"longestRead\":750,") > 0);
        _thread.Stop();
    }

    /// <summary>A read of a month is reported as the longest time, and its reading is new.</summary>
    [TestMethod]
    public void A_read_may_take_longer_than_can_be_said()
    {
        MonthlySensor slow = new MonthlySensor();
        DriverBench bench = new DriverBench(new Channel("water", "Cel", -2, 1000, new WaitingSensor(slow, _thread)));
        slow.Clock = bench.Clock;
        _thread.Turn();
        bench.Run();
        ChannelState state = bench.Server.Stream.Channels[0];
        Assert.AreEqual(int.MaxValue, state.LongestRead);
        Assert.IsFalse(state.IsStale(bench.Clock.Milliseconds, 100));
        _thread.Stop();

        // The same by itself: the first read fails, as there is no clock yet.
        slow.Clock = null;
        bench = new DriverBench(new Channel("water", "Cel", -2, 1000, slow));
        slow.Clock = bench.Clock;
        bench.Pass(1000);
        bench.Server.Step();
        Assert.AreEqual(int.MaxValue, bench.Server.Stream.Channels[0].LongestRead);
    }

    [TestMethod]
    public void All_kinds_wait()
    {
        FixedActuator flag = new FixedActuator { Value = 1 };
        FixedText text = new FixedText { Text = "on" };
        DriverBench bench = new DriverBench(
            new Channel("flag", 1000, new WaitingSensor((IBooleanSensor)flag, _thread)),
            new Channel("text", 1000, new WaitingText(text, _thread)));
        _thread.Turn();
        bench.Pass(20);
        string packs = bench.Take();
        Assert.IsTrue(
            packs.IndexOf(
                "{\"bn\":\"b:\",\"bt\":1700000000,\"seq\":1,\"n\":\"flag\",\"ut\":1,\"vb\":true},{\"n\":\"text\",\"ut\":1,\"vs\":\"on\"}") > 0, packs);
        _thread.Stop();
    }

    [TestMethod]
    public void One_driver_gives_several_channels_one_time()
    {
        ThreeValues driver = new ThreeValues();
        WaitingDriver waiting = new WaitingDriver(driver, 3, _thread);
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 1000, waiting.Value(0)), new Channel("b", "V", 0, 1000, waiting.Value(1)),
            new Channel("c", 1000, waiting.Value(2)));
        _thread.Turn();
        bench.Pass(20);
        string packs = bench.Take();
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"bt\":1700000000,\"seq\":1,\"n\":\"a\",\"u\":\"V\",\"ut\":1,\"v\":1},"
            + "{\"n\":\"b\",\"u\":\"V\",\"ut\":1,\"v\":2},{\"n\":\"c\",\"ut\":1,\"vb\":true}]",
            packs);
        driver.LeavesOut = true;
        bench.Pass(1000);
        _thread.Turn();
        packs = bench.Take();
        Assert.IsTrue(packs.IndexOf("\"n\":\"a\"") > 0 && packs.IndexOf("\"n\":\"b\"") < 0 && packs.IndexOf("\"n\":\"c\"") > 0, packs);
        Assert.AreEqual(2, driver.Reads);
        Refusal.Check(() => new WaitingDriver(driver, 0, _thread));
        Refusal.Check(() => waiting.Value(3));
        Refusal.Check(() => new DriverBench(
            new Channel("a", "V", 0, 1000, waiting.Value(0)), new Channel("b", "V", 0, 2000, waiting.Value(1))));
        _thread.Stop();
    }

    [TestMethod]
    public void What_a_driver_throws_is_counted_and_shown_in_the_status()
    {
        FixedSensor broken = new FixedSensor { Throws = true };
        FixedSensor plain = new FixedSensor { Throws = true };
        DriverBench bench = new DriverBench(
            new Channel("broken", "V", 0, 1000, new WaitingSensor(broken, _thread)), new Channel("plain", "V", 0, 1000, plain));
        Assert.IsTrue(bench.Status().IndexOf("\"error\":\"The wire is loose\"}") > 0);
        _thread.Turn();
        bench.Pass(20);
        bench.Run();
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("{\"name\":\"broken\",\"age\":null,\"stale\":true,\"missed\":1,\"errors\":1,") > 0, status);
        Assert.IsTrue(status.IndexOf("\"lost\":0,\"hangs\":0,\"error\":\"The wire is loose\"}") > 0, status);
        _thread.Stop();
    }

    [TestMethod]
    public void A_long_or_odd_text_of_an_exception_is_bounded_and_escaped()
    {
        string text = "\"\\\n";
        while (text.Length < 200)
        {
            text += "\u0001";
        }

        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, new Thrower(text)));
        string status = bench.Status();
        int start = status.IndexOf("\"error\":\"\\\"\\\\\\u000a\\u0001");
        Assert.IsTrue(start > 0, status);
        Assert.IsTrue(status.Substring(start).Length < 700, status);
    }

    [TestMethod]
    public void One_driver_is_not_read_by_two_threads()
    {
        FixedSensor sensor = new FixedSensor();
        DriverThread other = new ManualThread();
        Refusal.Check(() => new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(sensor, _thread)),
            new Channel("b", "V", 0, 1000, new WaitingSensor(sensor, other))));
        _thread.Stop();
        other.Stop();
        ManualThread third = new ManualThread();
        Refusal.Check(() => new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(sensor, third)), new Channel("b", "V", 0, 1000, sensor)));
        _thread.Stop();
    }

    [TestMethod]
    public void A_setting_has_the_driver_read_at_once()
    {
        FixedActuator valve = new FixedActuator();
        DriverBench bench =
            new DriverBench(new Channel("valve", "/", 0, 60000, new WaitingSensor((ISensor)valve, _thread)).SetBy(valve, 0, 10));
        _thread.Turn();
        bench.Run(100);
        Assert.IsTrue(bench.Send("[{\"n\":\"b:valve\",\"v\":7}]").IndexOf("valve") < 0);
        _thread.Turn();
        bench.Pass(20);
        string packs = bench.Take();
        Assert.IsTrue(packs.EndsWith("\"v\":7}]"), packs);
        _thread.Stop();
    }

    [TestMethod]
    public void A_filter_around_a_waiting_sensor_says_so()
    {
        ISensor filter = new Sensorcast.Telemetry.Filters.SmoothingFilter(new WaitingSensor(new FixedSensor(), _thread), 2);
        DriverBench bench = new DriverBench(new Channel("x", "V", 0, 1000, filter));
        Assert.IsTrue(bench.Status().IndexOf("\"error\":\"A filter goes inside of a WaitingSensor\"}") > 0);
        _thread.Stop();
    }

    /// <summary>A sensor that takes a month for a reading.</summary>
    private sealed class MonthlySensor : ISensor
    {
        internal ManualClock Clock { get; set; }

        public bool TryRead(out int value)
        {
            value = 1;
            Clock.Milliseconds += 30L * 24 * 3600 * 1000;
            return true;
        }
    }

    private sealed class ThreeValues : IDriver
    {
        internal int Reads { get; private set; }

        internal bool LeavesOut { get; set; }

        public void Read(DriverReadings readings)
        {
            Reads++;
            readings.Set(0, 1);
            if (!LeavesOut)
            {
                readings.Set(1, 2);
            }

            readings.Set(2, true);
        }
    }

    private sealed class Thrower : ISensor
    {
        private readonly string _text;

        internal Thrower(string text)
        {
            _text = text;
        }

        public bool TryRead(out int value)
        {
            throw new InvalidOperationException(_text);
        }
    }
}
