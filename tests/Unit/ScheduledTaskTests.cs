using System;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Tasks that a server runs at their times, besides its clients.</summary>
[TestClass]
public class ScheduledTaskTests
{
    [TestMethod]
    public void A_step_says_when_the_next_task_is_due()
    {
        RouteBench bench = new RouteBench(1);
        long start = bench.Clock.Milliseconds;
        CountingTask slow = new CountingTask { Due = start + 9 };
        CountingTask quick = new CountingTask { Due = start + 4 };
        bench.Server.Add(slow);
        bench.Server.Add(quick);
        Assert.AreEqual(4, bench.Server.Step());
        bench.Clock.Milliseconds += 4;
        Assert.AreEqual(5, bench.Server.Step());
        Assert.AreEqual(1, quick.Count);
        Assert.AreEqual(0, slow.Count);
        bench.Clock.Milliseconds += 6;
        bench.Server.Step();
        Assert.AreEqual(1, slow.Count);
    }

    [TestMethod]
    public void A_task_is_too_late_after_the_start()
    {
        RouteBench bench = new RouteBench(1);
        bench.Server.Step();
        bool isRefused = false;
        try
        {
            bench.Server.Add(new CountingTask());
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.IsTrue(isRefused);
    }

    private sealed class CountingTask : ScheduledTask
    {
        internal int Count { get; private set; }

        protected override void Run(long now)
        {
            Count++;
            Due = long.MaxValue;
        }
    }
}
