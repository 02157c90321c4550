using Sensorcast.Host;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class SystemClockTests
{
    [TestMethod, Timeout(Limits.Test)]
    public void Goes_forward_with_the_time()
    {
        var clock = new SystemClock();
        long start = clock.Milliseconds;

        Thread.Sleep(100);

        Assert.IsInRange(start + 95, start + Limits.Wait, clock.Milliseconds);
        Assert.IsInRange(-1000, 1000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - clock.UnixMilliseconds);
    }
}
