using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Which thread reads a driver, for which channels, and until when.</summary>
[TestClass]
public class DriverOwnerTests
{
    private readonly ManualThread _thread = new ManualThread();

    [TestMethod]
    public void A_thread_that_is_stopped_reads_nothing_and_frees_its_drivers()
    {
        FixedSensor first = new FixedSensor();
        FixedSensor second = new FixedSensor();
        FixedSensor third = new FixedSensor();
        ManualThread other = new ManualThread();
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(first, _thread)),
            new Channel("b", "V", 0, 1000, new WaitingSensor(second, _thread)),
            new Channel("c", "V", 0, 1000, new WaitingSensor(third, other)));
        Assert.IsFalse(_thread.IsStopped);
        _thread.Turn();
        _thread.Stop();
        Assert.IsTrue(_thread.IsStopped);
        bench.Pass(1000);
        Assert.AreEqual(int.MaxValue, _thread.Turn());
        Assert.AreEqual(1, first.Reads);
        ManualThread successor = new ManualThread();
        Refusal.Check(() => new DriverBench(new Channel("c", "V", 0, 1000, new WaitingSensor(third, successor))));
        Assert.IsTrue(new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(first, successor)),
            new Channel("b", "V", 0, 1000, new WaitingSensor(second, successor))).FirstPack.Length > 0);
        successor.Turn();
        Assert.AreEqual(2, first.Reads);
        Assert.AreEqual(2, second.Reads);
        Refusal.Check(() => new DriverBench(new Channel("d", "V", 0, 1000, new WaitingSensor(new FixedSensor(), _thread))));
        other.Stop();
        successor.Stop();
        _thread.Stop();
    }

    [TestMethod]
    public void A_driver_stopped_within_a_turn_stops_the_others_of_its_thread()
    {
        Stopping inner = new Stopping(_thread);
        FixedSensor after = new FixedSensor();
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(inner, _thread)),
            new Channel("b", "V", 0, 1000, new WaitingSensor(after, _thread)));
        _thread.Turn();
        Assert.AreEqual(0, after.Reads);
        Assert.AreEqual(string.Empty, bench.Run(100), "Its reading is dropped");
        _thread.Stop();
    }

    [TestMethod]
    public void One_thread_reads_a_driver_of_two_sensors()
    {
        FixedSensor inner = new FixedSensor();
        DriverBench bench = new DriverBench(
            new Channel("a", "V", 0, 1000, new WaitingSensor(inner, _thread)),
            new Channel("b", "V", 0, 500, new WaitingSensor(inner, _thread)));
        Assert.AreEqual(500, _thread.Turn());
        Assert.AreEqual(2, inner.Reads);
        bench.Run();
        _thread.Stop();
    }

    [TestMethod]
    public void The_channels_of_a_driver_have_one_period_and_one_server()
    {
        WaitingDriver periods = new WaitingDriver(new Silent(), 2, _thread);
        Refusal.Check(() => new DriverBench(
            new Channel("a", "V", 0, 1000, periods.Value(0)), new Channel("b", "V", 0, 2000, periods.Value(1))));
        WaitingSensor one = new WaitingSensor(new FixedSensor(), _thread);
        Refusal.Check(() => new DriverBench(new Channel("a", "V", 0, 1000, one), new Channel("b", "V", 0, 1000, one)));
        WaitingDriver servers = new WaitingDriver(new Silent(), 2, _thread);
        Assert.IsTrue(new DriverBench(new Channel("a", "V", 0, 1000, servers.Value(0))).FirstPack.Length > 0);
        Refusal.Check(() => new DriverBench(new Channel("b", "V", 0, 1000, servers.Value(1))));
        Refusal.Check(() => servers.Value(-1));
        Refusal.Check(() => servers.Value(2));
        Refusal.Check(() => new SharedDriver(new Silent(), 0));
        Refusal.Check(() => new SharedBatchDriver(null, 0));
        _thread.Stop();
    }

    private sealed class Silent : IDriver
    {
        public void Read(DriverReadings readings)
        {
        }
    }

    /// <summary>A sensor that stops its thread while it is read.</summary>
    private sealed class Stopping : ISensor
    {
        private readonly DriverThread _thread;

        internal Stopping(DriverThread thread)
        {
            _thread = thread;
        }

        public bool TryRead(out int value)
        {
            value = 1;
            _thread.Stop();
            return true;
        }
    }
}
