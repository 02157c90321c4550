using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ChannelTests
{
    [TestMethod]
    public void Takes_what_SenML_allows()
    {
        Assert.IsTrue(IsTaken("t", "Cel", -9, 1));
        Assert.IsTrue(IsTaken("aA-zZ:0./_9", "%RH", 9, 86400000));
        Assert.IsTrue(IsTaken("12345678901234567890123456789012", "kg/m3", 0, 1000));
        Assert.IsTrue(IsTaken("v", "W/m2", 0, 1000));
        Assert.IsTrue(IsTaken("v", "1/min", 0, 1000));
        Assert.IsTrue(IsTaken("v", "1234567890123456", 0, 1000));
    }

    [TestMethod]
    public void Refuses_what_would_break_a_pack()
    {
        Assert.IsFalse(IsTaken("", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken(null, "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("123456789012345678901234567890123", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("a b", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("a\"b", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("t\u00e4", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("a{b", "Cel", 0, 1000));
        Assert.IsFalse(IsTaken("t", "12345678901234567", 0, 1000));
        Assert.IsFalse(IsTaken("t", "", 0, 1000));
        Assert.IsFalse(IsTaken("t", "C\\l", 0, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", 10, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", -10, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", 0, 0));
    }

    /// <summary>A batch is one reading at least, and 100 at most.</summary>
    [TestMethod]
    public void A_batch_has_1_to_100_readings()
    {
        Assert.AreEqual(2, new Channel("v", "V", 0, 1000, 1, new FixedBatch()).BatchLength);
        Assert.AreEqual(200, new Channel("v", "V", 0, 10, 1, new FixedBatch()).BatchLength);
        Assert.AreEqual(0, new Channel("v", "V", 0, 1000, new FixedSensor()).BatchLength);
        Refusal.Check(() => new Channel("v", "V", 0, 1001, 1, new FixedBatch()));
        Refusal.Check(() => new Channel("v", "V", 0, 9, 1, new FixedBatch()));
        Refusal.Check(() => new Channel("v", "V", 0, 0, 1, new FixedBatch()));
    }

    [TestMethod]
    public void A_settable_range_has_at_least_two_values()
    {
        FixedActuator actuator = new FixedActuator();
        Channel channel = new Channel("t", "Cel", 0, 1000, (ISensor)actuator);
        Refusal.Check(() => channel.SetBy(actuator, 1, 1));
        Refusal.Check(() => channel.SetBy(actuator, 2, 1));
        Assert.AreEqual(2, channel.SetBy(actuator, 1, 2).Max);
        Channel flag = new Channel("f", 1000, (IBooleanSensor)actuator);
        Refusal.Check(() => flag.SetBy(actuator, 0, 1));
        Assert.AreEqual(1, flag.SetBy(actuator).Max);
    }

    private static bool IsTaken(string name, string unit, int exponent, int period)
    {
        try
        {
            Channel channel = new Channel(name, unit, exponent, period, new FixedSensor());
            return channel.Name == name;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
