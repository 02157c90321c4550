using System.Net;
using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class ServerLoopTests
{
    [TestMethod, Timeout(Limits.Test)]
    public void The_wait_ends_when_the_next_step_is_due_however_long_the_sending_took()
    {
        using var listener = new SlowListener(sendTime: 20);
        var clock = new SystemClock();
        var loop = new ServerLoop(new WebServer(listener, clock, new ServerOptions()), listener, clock);

        loop.Turn();

        Assert.IsLessThanOrEqualTo(TimeSpan.FromMilliseconds(ServerLoop.MaxWait - 20), listener.WaitTime);
    }

    /// <summary>A listener that needs a number of milliseconds to send.</summary>
    private sealed class SlowListener(int sendTime) : IWaitingListener
    {
        /// <summary>How long the loop has tried to wait.</summary>
        public TimeSpan WaitTime { get; private set; } = TimeSpan.MaxValue;

        public IPEndPoint EndPoint => new(IPAddress.Loopback, 0);

        public ITransport? Accept() => null;

        public void Flush() => Thread.Sleep(sendTime);

        public void Wait(TimeSpan time) => WaitTime = time;

        public void Wake()
        {
        }

        public void Dispose()
        {
        }
    }
}
