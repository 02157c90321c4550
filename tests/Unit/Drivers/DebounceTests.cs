using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>What is held back of events, to the millisecond, and what is kept of those that do not fit.</summary>
[TestClass]
public class DebounceTests
{
    private EventSensor _sensor;
    private DriverBench _bench;

    [TestMethod]
    public void Numbers_out_of_range_are_refused()
    {
        Refusal.Check(() => new EventSensor(-1));
        Refusal.Check(() => new EventSensor(EventSensor.MaxDebounce + 1));
        Refusal.Check(() => new EventSensor(0, 0));
        Refusal.Check(() => new EventSensor(0, 257));
        Assert.AreEqual(10000, EventSensor.MaxDebounce);
        Assert.AreEqual(0, new EventSensor(10000, 256).Lost);
        Assert.AreEqual(0, new EventSensor(0, 1).Lost);
    }

    [TestMethod]
    public void There_is_something_to_read_from_the_first_event_on()
    {
        Open(0, 16);
        Assert.IsFalse(_sensor.TryRead(out int _));
        Assert.IsFalse(_sensor.TryRead(out bool _));
        Assert.AreEqual(string.Empty, _bench.FirstPack.Substring(_bench.FirstPack.IndexOf("}]") + 2));
        _sensor.Post(true);
        Assert.AreEqual(";1@0", Take());
        Assert.IsTrue(_sensor.TryRead(out bool isTrue) && isTrue);
        _sensor.Post(-3);
        Assert.AreEqual(";-3@0", Take());
        Assert.IsTrue(_sensor.TryRead(out int value));
        Assert.AreEqual(-3, value);
        Assert.IsTrue(_sensor.TryRead(out isTrue) && isTrue);
        _sensor.Post(false);
        Assert.AreEqual(";0@0", Take());
        Assert.IsTrue(_sensor.TryRead(out isTrue) && !isTrue);
    }

    [TestMethod]
    public void Without_debouncing_each_event_is_reported()
    {
        Open(0, 16);
        _sensor.Post(4);
        _sensor.Post(4);
        Assert.AreEqual(";4@0;4@0", Take());
    }

    [TestMethod]
    public void A_change_after_the_debounce_time_is_reported_at_once()
    {
        Open(20, 16);
        _sensor.Post(0);
        Assert.AreEqual(";0@0", Take(), "The first one is always reported");
        _bench.Pass(20);
        _sensor.Post(1);
        Assert.AreEqual(";1@20", Take());
        _bench.Pass(20);
        _sensor.Post(1);
        Assert.AreEqual(string.Empty, Take(), "It changes nothing");
        _sensor.Post(2);
        Assert.AreEqual(";2@40", Take());
        _bench.Pass(19);
        _sensor.Post(3);
        Assert.AreEqual(string.Empty, Take());
        _bench.Pass(1);
        Assert.AreEqual(";3@59", Take(), "It has settled");
        _bench.Pass(5);
        _sensor.Post(4);
        _sensor.Post(3);
        _bench.Pass(60);
        Assert.AreEqual(string.Empty, Take(), "It is as it was");
    }

    /// <summary>A late step finds the events in their order.</summary>
    [TestMethod]
    public void What_was_held_back_comes_before_what_happened_later()
    {
        Open(20, 16);
        _sensor.Post(1);
        _bench.Pass(5);
        _sensor.Post(2);
        _bench.Pass(1);
        _sensor.Post(3);
        _bench.Pass(14);
        _sensor.Post(4);
        _bench.Pass(5);
        Assert.AreEqual(";1@0;3@6", Take());
        _bench.Pass(1);
        Assert.AreEqual(";4@20", Take());
    }

    /// <summary>Also in a step after the period.</summary>
    [TestMethod]
    public void What_has_settled_has_its_own_time()
    {
        _sensor = new EventSensor(20);
        _bench = new DriverBench(new Channel("n", "count", 0, 1000, _sensor));
        _sensor.Post(1);
        _bench.Pass(5);
        _sensor.Post(2);
        _bench.Pass(2995);
        Assert.AreEqual(";1@0;2@5;2@3000", Take());
    }

    [TestMethod]
    public void The_newest_of_what_does_not_fit_is_reported()
    {
        Open(0, 1);
        _sensor.Post(1);
        _sensor.Post(2);
        Assert.AreEqual(";1@0;2@0", Take());
        Assert.AreEqual(0, _sensor.Lost);
        _bench.Pass(10);
        _sensor.Post(3);
        _sensor.Post(4);
        _sensor.Post(5);
        Assert.AreEqual(2, _sensor.Lost);
        Assert.AreEqual(";3@10;5@10", Take());
        Assert.AreEqual(1, _sensor.Lost);
        _sensor.Post(6);
        _sensor.Post(7);
        _sensor.Post(6);
        Assert.AreEqual(";6@10", Take());
        Assert.AreEqual(3, _sensor.Lost);
        _sensor.Post(6);
        Assert.AreEqual(";6@10", Take());
    }

    [TestMethod]
    public void A_capacity_is_rounded_up()
    {
        Open(0, 5);
        for (int i = 0; i < 9; i++)
        {
            _sensor.Post(i);
            Assert.AreEqual(i < 8 ? 0 : 1, _sensor.Lost);
        }

        EventSensor usual = new EventSensor();
        for (int i = 0; i < 17; i++)
        {
            usual.Post(i);
            Assert.AreEqual(i < 16 ? 0 : 1, usual.Lost);
        }
    }

    [TestMethod]
    public void A_quiet_channel_is_repeated_and_on_request()
    {
        FixedActuator lamp = new FixedActuator();
        _sensor = new EventSensor();
        _sensor.Post(6);
        _bench = new DriverBench(new Channel("n", "count", 0, 1000, _sensor).SetBy(lamp, 0, 9));
        _bench.Pass(400);
        string packs = _bench.Send("[{\"n\":\"b:n\",\"v\":7}]");
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000000.400,\"seq\":2,\"n\":\"n\",\"v\":6}]") > 0, packs);
        _bench.Pass(999);
        Assert.AreEqual(string.Empty, _bench.Take());
        _bench.Pass(1);
        packs = _bench.Take();
        Assert.IsTrue(packs.IndexOf("\"bt\":1700000001.400,\"seq\":3,\"n\":\"n\",\"v\":6}]") > 0, packs);
    }

    private void Open(int debounce, int capacity)
    {
        _sensor = new EventSensor(debounce, capacity);
        _bench = new DriverBench(new Channel("n", "count", 0, 3600000, _sensor));
    }

    /// <summary>What the sensor reports now, each as its value and the milliseconds since the start.</summary>
    private string Take()
    {
        string reported = string.Empty;
        while (_sensor.TryTake(_bench.Clock.Milliseconds, out int value, out long takenAt))
        {
            reported += ";" + value + "@" + (takenAt - 1000000);
        }

        return reported;
    }
}
