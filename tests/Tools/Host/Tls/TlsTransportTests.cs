using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests.Tls;

[TestClass]
public class TlsTransportTests
{
    private readonly byte[] _buffer = new byte[WebServer.MaxSendSize];

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_the_address_of_its_peer()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        Assert.AreEqual(client.Socket.LocalEndPoint!.ToString(), transport.RemoteAddress);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Receives_what_the_peer_sends()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        Assert.IsFalse(transport.CanReceive);

        client.Stream.Write([1, 2, 3]);
        loopback.WaitFor(() => transport.CanReceive);

        Assert.AreEqual(2, transport.Receive(_buffer, 10, 2));
        Assert.AreEqual(1, transport.Receive(_buffer, 12, 2));
        Assert.IsFalse(transport.CanReceive);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3, 0 }, _buffer[9..14]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Sends_what_it_is_given()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        Assert.IsTrue(transport.CanSend);
        Assert.IsTrue(transport.Send([9, 8, 7, 6], 1, 2) == SendResult.Sent);

        CollectionAssert.AreEqual(new byte[] { 8, 7 }, client.Read(2));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_that_the_peer_has_finished()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        client.Stream.ShutdownAsync().Wait(Limits.Wait);
        loopback.WaitFor(() => transport.CanReceive);

        Assert.AreEqual(0, transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsTrue(transport.CanSend, "the other direction is still open");
        Assert.IsTrue(transport.Send([1], 0, 1) == SendResult.Sent);
        Assert.HasCount(1, client.Read(1));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_a_FIN_without_a_goodbye_for_an_end()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        client.Stream.Write([1]);
        loopback.WaitFor(() => transport.CanReceive);

        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.AreEqual(1, transport.Receive(_buffer, 0, _buffer.Length));
        loopback.WaitFor(() => transport.CanReceive);
        Assert.AreEqual(0, transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsTrue(transport.Send([1], 0, 1) == SendResult.Sent, "the other direction is still open");
        Assert.HasCount(1, client.Read(1));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_a_reset_for_an_end()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        client.Reset();
        loopback.WaitFor(() => transport.CanReceive);

        Assert.AreEqual(0, transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsTrue(transport.CanReceive);
        Assert.IsTrue(transport.CanSend);
        Assert.IsFalse(transport.Send(_buffer, 0, 1) == SendResult.Sent);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_a_forged_record_for_an_end()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        client.Socket.Send([23, 3, 3, 0, 32, .. new byte[32]]);
        loopback.WaitFor(() => transport.CanReceive);

        Assert.AreEqual(0, transport.Receive(_buffer, 0, _buffer.Length));
        Assert.IsFalse(transport.Send(_buffer, 0, 1) == SendResult.Sent);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Cannot_send_while_the_peer_does_not_read()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        int sent = ServerEnd.Fill(loopback.Listener, transport);
        Assert.IsFalse(transport.CanSend);
        Assert.IsLessThan(512 * 1024, sent, "little is held back for a slow client");

        client.Read(sent);
        loopback.WaitFor(() => transport.CanSend);
    }

    /// <summary>A caller that checks before it sends never sees this.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Takes_no_more_than_its_queue_holds()
    {
        using var loopback = new TlsLoopback();
        (_, ITransport transport) = loopback.Pair();
        ServerEnd.Fill(loopback.Listener, transport);

        int taken = 0;
        while (taken < 100 && transport.Send(_buffer, 0, _buffer.Length) == SendResult.Sent)
        {
            taken++;
        }

        Assert.IsLessThanOrEqualTo(1, taken);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_every_send_whole_when_it_can_send()
    {
        const int Total = 2000 * WebServer.MaxSendSize;
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        var reader = Task.Run(() =>
        {
            // A reader that stops now and then.
            byte[] bytes = new byte[Total];
            for (int have = 0; have < Total; have += 100_000)
            {
                client.Read(Math.Min(100_000, Total - have)).CopyTo(bytes, have);
                Thread.Sleep(1);
            }

            return bytes;
        });

        byte[] expected = new byte[Total];
        new Random(1).NextBytes(expected);
        for (int sent = 0; sent < Total; sent += WebServer.MaxSendSize)
        {
            loopback.WaitFor(() => transport.CanSend);
            Assert.IsTrue(transport.Send(expected, sent, WebServer.MaxSendSize) == SendResult.Sent);
        }

        Assert.IsTrue(reader.Wait(Limits.Wait));
        Assert.IsTrue(expected.AsSpan().SequenceEqual(reader.Result));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Holds_a_flooding_peer_back_until_it_is_read()
    {
        const int Total = 8_000_000;
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        byte[] expected = new byte[Total];
        new Random(1).NextBytes(expected);
        var flood = client.Stream.WriteAsync(expected).AsTask();

        Assert.IsFalse(flood.Wait(500), "all of it was taken, although the server does not read");

        byte[] received = new byte[Total];
        for (int have = 0; have < Total;)
        {
            loopback.WaitFor(() => transport.CanReceive);
            int count = transport.Receive(received, have, Math.Min(2000, Total - have));
            Assert.AreNotEqual(0, count);
            have += count;
        }

        Assert.IsTrue(flood.Wait(Limits.Wait));
        Assert.IsTrue(expected.AsSpan().SequenceEqual(received));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_ends_the_stream_and_may_come_twice()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();

        transport.Close();
        transport.Close();

        Assert.AreEqual(0, client.Stream.Read(_buffer));
        Assert.AreEqual(0, transport.Receive(_buffer, 0, 1));
        Assert.IsFalse(transport.Send(_buffer, 0, 1) == SendResult.Sent);
        Assert.IsTrue(transport.CanReceive);
        Assert.IsTrue(transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_does_not_take_back_what_was_sent()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        client.Stream.Write(new byte[50_000]);
        loopback.WaitFor(() => transport.CanReceive);

        for (int i = 0; i < 3; i++)
        {
            loopback.WaitFor(() => transport.CanSend);
            Assert.IsTrue(transport.Send(_buffer, 0, _buffer.Length) == SendResult.Sent);
        }

        transport.Close();
        Thread.Sleep(100);

        client.Read(3 * _buffer.Length);
        Assert.AreEqual(0, client.Stream.Read(_buffer), "a goodbye, not a reset");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Close_does_not_wait_for_ever_for_a_peer_that_reads_nothing()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        ServerEnd.Fill(loopback.Listener, transport);

        transport.Close();
        Thread.Sleep(3000);

        // The connection is gone: bytes for it are answered by a reset.
        Assert.ThrowsExactly<SocketException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                client.Socket.Send([0]);
                Thread.Sleep(10);
            }
        });
    }
}
