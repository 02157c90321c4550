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
        Assert.IsTrue(IsTaken("A-z:0./_9", "%RH", 9, 86400000));
        Assert.IsTrue(IsTaken("12345678901234567890123456789012", "kg/m3", 0, 1000));
        Assert.IsTrue(IsTaken("v", "W/m2", 0, 1000));
        Assert.IsTrue(IsTaken("v", "1/min", 0, 1000));
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
        Assert.IsFalse(IsTaken("t", "", 0, 1000));
        Assert.IsFalse(IsTaken("t", "C\\l", 0, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", 10, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", -10, 1000));
        Assert.IsFalse(IsTaken("t", "Cel", 0, 0));
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
