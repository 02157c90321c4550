using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

/// <summary>What every listener does, with plain TCP.</summary>
public abstract class ListenerTests
{
    /// <summary>Makes the listener.</summary>
    protected abstract IWaitingListener Open(IPAddress address, int port);

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_no_client_when_none_waits()
    {
        using var listener = Open(IPAddress.Loopback, 0);

        Assert.AreNotEqual(0, listener.EndPoint.Port);
        Assert.IsNull(listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_each_waiting_client_once()
    {
        using var listener = Open(IPAddress.Loopback, 0);
        using Socket first = Loopback.Connect(listener);
        using Socket second = Loopback.Connect(listener);

        string[] clients = [first.LocalEndPoint!.ToString()!, second.LocalEndPoint!.ToString()!];
        CollectionAssert.AreEquivalent(clients, new[] { Loopback.Accept(listener).RemoteAddress, Loopback.Accept(listener).RemoteAddress });
        Assert.IsNull(listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_a_client_that_has_disconnected_without_throwing()
    {
        using var listener = Open(IPAddress.Loopback, 0);
        using (Socket client = Loopback.Connect(listener))
        {
            client.LingerState = new LingerOption(true, 0);
        }

        listener.Wait(Limits.Wait);
        ITransport? transport = listener.Accept();

        Assert.AreEqual(0, transport?.Receive(new byte[1], 0, 1) ?? 0);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Refuses_a_port_that_is_taken()
    {
        using var listener = Open(IPAddress.Loopback, 0);

        SocketException e = Assert.ThrowsExactly<SocketException>(
            () => Open(IPAddress.Loopback, listener.EndPoint.Port).Dispose());

        Assert.AreEqual(SocketError.AddressAlreadyInUse, e.SocketErrorCode);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Listens_again_on_a_port_with_old_connections()
    {
        int port;
        using (var pair = new Loopback(Open(IPAddress.Loopback, 0)))
        {
            // The side that closes first is the one that keeps the connection in TIME_WAIT.
            port = pair.Listener.EndPoint.Port;
            pair.Transport.Close();
            Assert.AreEqual(0, pair.Client.Receive(new byte[1]));
        }

        Open(IPAddress.Loopback, port).Dispose();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Serves_IPv4_and_IPv6_on_the_address_of_both()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("this machine has no IPv6");
        }

        using var listener = Open(IPAddress.IPv6Any, 0);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, listener.EndPoint.Port);

        Assert.AreEqual(client.LocalEndPoint!.ToString(), Loopback.Accept(listener).RemoteAddress);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_the_time_is_over()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));

        Assert.IsInRange(95, Limits.Wait, Measure(() => pair.Listener.Wait(100)));
        Assert.IsInRange(0, Limits.Wait, Measure(() => pair.Listener.Wait(0)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_client_connects()
    {
        using var listener = Open(IPAddress.Loopback, 0);

        AssertWakes(listener, () => Loopback.Connect(listener));
        Assert.IsNotNull(listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_bytes_arrive()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));

        AssertWakes(pair.Listener, () => pair.Client.Send([1]));
        Assert.IsTrue(pair.Transport.CanReceive);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_peer_disconnects()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));

        AssertWakes(pair.Listener, pair.Client.Close);
        Assert.IsTrue(pair.Transport.CanReceive);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_connection_can_send_again()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        int sent = pair.Fill();
        Assert.IsFalse(pair.Transport.CanSend);

        AssertWakes(pair.Listener, () => pair.ReadAtClient(sent));
        pair.WaitFor(() => pair.Transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_does_not_end_for_a_connection_that_may_send_but_does_not_want_to()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        int sent = pair.Fill();
        Assert.IsFalse(pair.Transport.CanSend);
        AssertWakes(pair.Listener, () => pair.ReadAtClient(sent));

        AssertSleeps(pair.Listener, () => { });
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_does_not_end_again_for_bytes_that_are_left_unread()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        pair.Client.Send([1, 2]);
        pair.Listener.Wait(Limits.Wait);

        AssertSleeps(pair.Listener, () => Assert.IsTrue(pair.Transport.CanReceive));

        Assert.AreEqual(1, pair.Transport.Receive(new byte[1], 0, 1));
        Assert.IsTrue(pair.Transport.CanReceive, "one byte is left");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_does_not_end_again_for_a_stream_that_has_ended()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        pair.Client.Shutdown(SocketShutdown.Send);
        pair.WaitToReceive();

        AssertSleeps(pair.Listener, () => Assert.AreEqual(0, pair.Transport.Receive(new byte[1], 0, 1)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_does_not_end_again_for_a_client_that_is_not_accepted()
    {
        using var listener = Open(IPAddress.Loopback, 0);
        using Socket client = Loopback.Connect(listener);
        listener.Wait(Limits.Wait);

        AssertSleeps(listener, () => { });

        Assert.IsNotNull(listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_sleeps_while_a_client_stalls()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        pair.Fill();

        AssertSleeps(pair.Listener, () => Assert.IsFalse(pair.Transport.CanSend));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_forgets_closed_connections()
    {
        using var pair = new Loopback(Open(IPAddress.Loopback, 0));
        pair.Client.Send([1]);
        pair.WaitToReceive();
        pair.Transport.Close();

        AssertSleeps(pair.Listener, () => { });
    }

    /// <summary>Waits while something happens a little later, which has to end the wait.</summary>
    private static void AssertWakes(IWaitingListener listener, Action happen)
    {
        var later = Task.Run(async () =>
        {
            await Task.Delay(100);
            happen();
        });
        Assert.IsInRange(50, Limits.Wait - 1, Measure(() => listener.Wait(Limits.Wait)));
        Assert.IsTrue(later.Wait(Limits.Wait));
    }

    /// <summary>Runs the server's loop for a while, with waits that nothing may end early.</summary>
    private static void AssertSleeps(IWaitingListener listener, Action step)
    {
        int turns = 0;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        for (long end = Environment.TickCount64 + 500; Environment.TickCount64 < end; turns++)
        {
            step();
            listener.Wait(50);
        }

        // Twelve, not ten: a connection's last bytes or its end may just have come in.
        Assert.IsLessThanOrEqualTo(12, turns);
        Assert.IsLessThan(150, (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
    }

    private static long Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
