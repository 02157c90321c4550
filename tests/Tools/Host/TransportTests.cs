using System.Diagnostics;
using System.Net.Sockets;
using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

/// <summary>What the connections of every listener do, with plain TCP.</summary>
public abstract class TransportTests
{
    private readonly byte[] _buffer = new byte[WebServer.MaxSendSize];

    /// <summary>Makes the listener.</summary>
    protected abstract IWaitingListener Open();

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_the_address_of_its_peer()
    {
        using var pair = Pair();

        Assert.AreEqual(pair.Client.LocalEndPoint!.ToString(), pair.Transport.RemoteAddress);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_wake_ends_a_wait_also_one_that_begins_after_it()
    {
        using IWaitingListener listener = Open();
        for (int i = 0; i < 3; i++)
        {
            listener.Wake();
            var start = Stopwatch.StartNew();
            listener.Wait(2 * Limits.Test);
            Assert.IsLessThan(Limits.Test, start.ElapsedMilliseconds);
        }

        var waker = new Thread(() =>
        {
            Thread.Sleep(50);
            listener.Wake();
        });
        waker.Start();
        listener.Wait(2 * Limits.Test);
        waker.Join();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Receives_what_the_peer_sends()
    {
        using var pair = Pair();
        Assert.IsFalse(pair.Transport.CanReceive);

        pair.Client.Send([1, 2, 3]);
        pair.WaitToReceive();

        Assert.AreEqual(2, pair.Transport.Receive(_buffer, 10, 2));
        Assert.AreEqual(1, pair.Transport.Receive(_buffer, 12, 2));
        Assert.IsFalse(pair.Transport.CanReceive);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3, 0 }, _buffer[9..14]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Sends_what_it_is_given()
    {
        using var pair = Pair();

        Assert.IsTrue(pair.Transport.CanSend);
        Assert.IsTrue(pair.Transport.Send([9, 8, 7, 6], 1, 2) == SendResult.Sent);
        pair.Listener.Wait(0);

        CollectionAssert.AreEqual(new byte[] { 8, 7 }, pair.ReadAtClient(2));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_that_the_peer_has_finished()
    {
        using var pair = Pair();

        pair.Client.Shutdown(SocketShutdown.Send);
        pair.WaitToReceive();

        Assert.AreEqual(0, pair.Transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsTrue(pair.Transport.CanSend, "the other direction is still open");
        Assert.IsTrue(pair.Transport.Send([1], 0, 1) == SendResult.Sent);
        pair.Listener.Wait(0);
        Assert.HasCount(1, pair.ReadAtClient(1));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_a_reset_for_an_end()
    {
        using var pair = Pair();

        pair.Reset();
        pair.WaitToReceive();

        Assert.AreEqual(0, pair.Transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsTrue(pair.Transport.CanReceive);
        Assert.IsTrue(pair.Transport.CanSend);
        Assert.IsFalse(pair.Transport.Send(_buffer, 0, 1) == SendResult.Sent);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_on_a_send_that_the_peer_has_reset()
    {
        using var pair = Pair();

        pair.Reset();
        pair.WaitToReceive();

        // Nothing has been received, so the send is the first to report it.
        pair.WaitFor(() => pair.Transport.Send(_buffer, 0, 1) != SendResult.Sent);
        Assert.AreEqual(0, pair.Transport.Receive(_buffer, 0, _buffer.Length));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Cannot_send_while_the_peer_does_not_read()
    {
        using var pair = Pair();

        int sent = pair.Fill();
        Assert.IsFalse(pair.Transport.CanSend);

        var client = Task.Run(() => pair.ReadAtClient(sent));
        pair.WaitFor(() => client.IsCompleted && pair.Transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_every_send_whole_when_it_can_send()
    {
        const int Total = 2000 * WebServer.MaxSendSize;
        using var pair = Pair();
        var client = Task.Run(() =>
        {
            // A reader that stops now and then.
            byte[] bytes = new byte[Total];
            for (int have = 0; have < Total; have += 100_000)
            {
                pair.ReadAtClient(Math.Min(100_000, Total - have)).CopyTo(bytes, have);
                Thread.Sleep(1);
            }

            return bytes;
        });

        byte[] expected = new byte[Total];
        new Random(1).NextBytes(expected);
        for (int sent = 0; sent < Total; sent += WebServer.MaxSendSize)
        {
            pair.WaitFor(() => pair.Transport.CanSend);
            Assert.IsTrue(pair.Transport.Send(expected, sent, WebServer.MaxSendSize) == SendResult.Sent);
        }

        // The last send may have left bytes, which are sent while the listener waits.
        pair.WaitFor(() => client.IsCompleted);
        Assert.IsTrue(expected.AsSpan().SequenceEqual(client.Result));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_ends_the_stream_and_may_come_twice()
    {
        using var pair = Pair();

        pair.Transport.Close();
        pair.Transport.Close();

        Assert.AreEqual(0, pair.Client.Receive(_buffer));
        Assert.AreEqual(0, pair.Transport.Receive(_buffer, 0, 1));
        Assert.IsFalse(pair.Transport.Send(_buffer, 0, 1) == SendResult.Sent);
        Assert.IsTrue(pair.Transport.CanReceive);
        Assert.IsTrue(pair.Transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_does_not_take_back_what_was_sent_when_bytes_are_unread()
    {
        using var pair = Pair();
        pair.Client.Send(new byte[50_000]);
        pair.WaitToReceive();

        pair.Transport.Send([1, 2, 3], 0, 3);
        pair.Transport.Close();
        Thread.Sleep(100);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, pair.ReadAtClient(3));
        Assert.AreEqual(0, pair.Client.Receive(_buffer), "an end, not a reset");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_lets_a_client_that_goes_on_sending_read_the_last_bytes()
    {
        using var pair = Pair();
        Assert.IsTrue(pair.Transport.LingersOnClose);

        pair.Transport.Send([1, 2, 3], 0, 3);
        pair.Transport.Close();
        for (int i = 0; i < 5; i++)
        {
            pair.Client.Send(new byte[50_000]);
            for (int turn = 0; turn < 10; turn++)
            {
                pair.Listener.Wait(5);
            }
        }

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, pair.ReadAtClient(3));
        Assert.AreEqual(0, pair.Client.Receive(_buffer), "an end, not a reset");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_does_not_wait_for_ever_for_a_client_that_never_finishes()
    {
        using var pair = Pair();

        pair.Transport.Close();

        pair.WaitFor(() => !CanSend(pair.Client));
    }

    /// <summary>Whether the other end still takes bytes.</summary>
    private static bool CanSend(Socket client)
    {
        client.Send(new byte[1], SocketFlags.None, out SocketError error);
        return error == SocketError.Success;
    }

    private Loopback Pair() => new(Open());
}
