using System;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>How long a board's loop rests.</summary>
[TestClass]
public class LoopWakerTests
{
    [TestMethod]
    public void Rests_for_its_time_unless_it_is_woken()
    {
        LoopWaker waker = new LoopWaker();
        Assert.IsTrue(Rest(waker, 60) >= 30, "Nothing wakes it");
        waker.Wake();
        Assert.IsTrue(Rest(waker, 60000) < 30000, "A wake that came before ends the rest at once");
        Assert.IsTrue(Rest(waker, 60) >= 30, "Once");
        Assert.IsTrue(Rest(waker, 0) < 30000);
    }

    private static long Rest(LoopWaker waker, int milliseconds)
    {
        long start = DateTime.UtcNow.Ticks;
        waker.Rest(milliseconds);
        return (DateTime.UtcNow.Ticks - start) / TimeSpan.TicksPerMillisecond;
    }
}
