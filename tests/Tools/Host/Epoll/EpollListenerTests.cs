using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Host;
using Sensorcast.Host.Epoll;

namespace Sensorcast.Tests.HostTests.Epoll;

[TestClass, DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public class EpollListenerTests : ListenerTests
{
    protected override IWaitingListener Open(IPAddress address, int port) => new EpollListener(address, port);

    /// <summary>The median, because this machine may do other things. Waits that are rounded to milliseconds have one of 1 ms.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Wait_counts_in_less_than_milliseconds()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        double[] times = new double[101];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            pair.Listener.Wait(TimeSpan.FromMicroseconds(300));
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Assert.IsGreaterThanOrEqualTo(0.3, times[1], "the first wait reports that the connection can send");
        Assert.IsLessThan(0.9, times[50]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_allocates_nothing()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        byte[] buffer = new byte[10];
        void Turn()
        {
            pair.Client.Send(buffer);
            pair.Listener.Wait(Limits.Wait);
            Assert.IsTrue(pair.Transport.CanReceive && pair.Transport.CanSend);
            pair.Transport.Receive(buffer, 0, 10);
            pair.Transport.Send(buffer, 0, 10);
        }

        for (int i = 0; i < 10; i++)
        {
            Turn();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Turn();
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_oldest_closed_connection_is_released_when_too_many_clients_do_not_finish()
    {
        using var listener = Open(IPAddress.Loopback, 0);
        var clients = new List<Socket>();
        for (int i = 0; i <= EpollListener.MaxLingering; i++)
        {
            clients.Add(Loopback.Connect(listener));
            Loopback.Accept(listener).Close();
        }

        Assert.IsTrue(IsReset(clients[0]));
        Assert.IsFalse(IsReset(clients[1]));
        clients.ForEach(client => client.Dispose());
    }

    private static bool IsReset(Socket client)
    {
        // The first byte causes the reset, which the second send reports.
        client.Send(new byte[1], SocketFlags.None, out _);
        Thread.Sleep(50);
        client.Send(new byte[1], SocketFlags.None, out SocketError error);
        return error != SocketError.Success;
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Knows_which_clients_are_silent_when_another_connects()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        using Socket another = Loopback.Connect(pair.Listener);
        pair.Listener.Wait(Limits.Wait);
        pair.Client.Send([1]);
        Thread.Sleep(20);
        Assert.IsFalse(pair.Transport.CanReceive, "no wait has reported it");

        Assert.IsNotNull(pair.Listener.Accept());
        Assert.IsTrue(pair.Transport.CanReceive);
    }
}
