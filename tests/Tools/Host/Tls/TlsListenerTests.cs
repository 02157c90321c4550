using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Sensorcast.Host.Streams;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests.Tls;

[TestClass, DoNotParallelize]
public class TlsListenerTests
{
    /// <summary>The longest that a handshake may take.</summary>
    private const int HandshakeTimeout = 5000;

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(SslProtocols.Tls12)]
    [DataRow(SslProtocols.Tls13)]
    public void Accepts_each_client_once_after_its_handshake(SslProtocols protocol)
    {
        using var loopback = new TlsLoopback();
        Assert.IsNull(loopback.Listener.Accept());

        TlsClient client = loopback.Connect(protocol);

        Assert.AreEqual(client.Socket.LocalEndPoint!.ToString(), loopback.Accept().RemoteAddress);
        Assert.IsNull(loopback.Listener.Accept());
        Assert.AreEqual(protocol, client.Stream.SslProtocol);
        Assert.AreEqual(SslApplicationProtocol.Http11, client.Stream.NegotiatedApplicationProtocol);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_no_client_before_its_handshake_is_over()
    {
        using var loopback = new TlsLoopback();
        loopback.ConnectPlain();

        loopback.Listener.Wait(200);

        Assert.IsNull(loopback.Listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [DataRow("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [DataRow("hello")]
    public void Answers_plain_HTTP_with_a_sentence(string request)
    {
        using var loopback = new TlsLoopback();
        Socket socket = loopback.ConnectPlain();

        socket.Send(Encoding.ASCII.GetBytes(request));

        string answer = ReadToEnd(socket);
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer);
        Assert.EndsWith("\r\n\r\nThis port speaks TLS: use https:// or wss:// instead of http:// or ws://.\n", answer);
        Assert.IsNull(loopback.Listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Disconnects_a_client_that_sends_neither_TLS_nor_HTTP()
    {
        using var loopback = new TlsLoopback();
        byte[][] openings =
            [[0], [0xff, 0xff], [0x80, 0x2e, 1, 0, 2], [22, 3, 1, 0, 5, .. "hello"u8], [22, 3, 1, 0xff, 0xff, .. new byte[2000]]];
        foreach (byte[] opening in openings)
        {
            Socket socket = loopback.ConnectPlain();
            socket.Send(opening);
            socket.Shutdown(SocketShutdown.Send);
            AssertEnds(socket, Limits.Wait);
        }

        Assert.IsNull(loopback.Listener.Accept());
        loopback.Pair();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Survives_clients_that_disconnect_in_the_handshake()
    {
        using var loopback = new TlsLoopback();
        for (int i = 0; i < 100; i++)
        {
            Socket socket = loopback.ConnectPlain();
            socket.Send([22, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
            if (i % 2 == 0)
            {
                socket.LingerState = new LingerOption(true, 0);
            }

            socket.Close();
        }

        loopback.Pair();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Cuts_a_handshake_that_never_ends()
    {
        using var loopback = new TlsLoopback();
        Socket silent = loopback.ConnectPlain();
        Socket dripping = loopback.ConnectPlain();
        long start = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var drip = Task.Run(() =>
        {
            // A byte of a long record now and then.
            byte[] bytes = [22, 3, 1, 2, 0, .. new byte[500]];
            for (int i = 0; i < bytes.Length && !stop.IsCancellationRequested; i++)
            {
                dripping.Send(bytes, i, 1, SocketFlags.None, out _);
                Thread.Sleep(50);
            }
        });

        foreach (Socket socket in new[] { silent, dripping })
        {
            AssertEnds(socket, HandshakeTimeout + Limits.Wait);
            Assert.IsInRange(HandshakeTimeout - 500, HandshakeTimeout + Limits.Wait, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        stop.Cancel();
        drip.Wait();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_new_clients_while_any_number_never_finishes_the_handshake()
    {
        using var loopback = new TlsLoopback();
        Socket first = loopback.ConnectPlain();
        for (int i = 0; i < 3 * StreamListener.MaxOutside; i++)
        {
            loopback.ConnectPlain().Send([22]);
        }

        long start = Stopwatch.GetTimestamp();
        (TlsClient client, ITransport transport) = loopback.Pair();

        Assert.IsLessThan(HandshakeTimeout / 2, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        AssertEnds(first, HandshakeTimeout / 2);
        Assert.IsTrue(transport.Send([1], 0, 1) == SendResult.Sent);
        Assert.HasCount(1, client.Read(1));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Connections_that_wait_do_not_count_as_clients()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        for (int i = 0; i < 2 * StreamListener.MaxOutside; i++)
        {
            loopback.ConnectPlain();
        }

        Thread.Sleep(200);

        Assert.IsTrue(transport.Send([1], 0, 1) == SendResult.Sent);
        Assert.HasCount(1, client.Read(1));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_the_time_is_over()
    {
        using var loopback = new TlsLoopback();

        Assert.IsInRange(95, Limits.Wait, Measure(() => loopback.Listener.Wait(100)));
        Assert.IsInRange(0, Limits.Wait, Measure(() => loopback.Listener.Wait(0)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_client_has_shaken_hands()
    {
        using var loopback = new TlsLoopback();

        AssertWakes(loopback.Listener, () => loopback.Connect());
        Assert.IsNotNull(loopback.Listener.Accept());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_bytes_arrive()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        loopback.Listener.Wait(0);

        AssertWakes(loopback.Listener, () => client.Stream.Write([1]));
        Assert.IsTrue(transport.CanReceive);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_peer_disconnects()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        loopback.Listener.Wait(0);

        AssertWakes(loopback.Listener, client.Reset);
        Assert.IsTrue(transport.CanReceive);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_ends_when_a_connection_can_send_again()
    {
        using var loopback = new TlsLoopback();
        (TlsClient client, ITransport transport) = loopback.Pair();
        int sent = ServerEnd.Fill(loopback.Listener, transport);
        loopback.Listener.Wait(0);
        Assert.IsFalse(transport.CanSend);

        AssertWakes(loopback.Listener, () => client.Read(sent));
        loopback.WaitFor(() => transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Wait_sleeps_while_nothing_new_happens()
    {
        using var loopback = new TlsLoopback();
        (_, ITransport stalled) = loopback.Pair();
        (TlsClient client, ITransport unread) = loopback.Pair();
        loopback.ConnectPlain();
        ServerEnd.Fill(loopback.Listener, stalled);
        client.Stream.Write([1]);
        loopback.WaitFor(() => unread.CanReceive);

        int turns = 0;
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        for (long end = Environment.TickCount64 + 500; Environment.TickCount64 < end; turns++)
        {
            Assert.IsTrue(unread.CanReceive);
            Assert.IsFalse(stalled.CanSend);
            loopback.Listener.Wait(50);
        }

        Assert.IsLessThanOrEqualTo(12, turns);
        Assert.IsLessThan(150, (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
    }

    /// <summary>Waits while something happens a little later, which has to end the wait.</summary>
    private static void AssertWakes(StreamListener listener, Action happen)
    {
        var later = Task.Run(async () =>
        {
            await Task.Delay(100);
            happen();
        });
        Assert.IsInRange(50, Limits.Wait - 1, Measure(() => listener.Wait(Limits.Wait)));
        Assert.IsTrue(later.Wait(Limits.Wait));
    }

    private static long Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string ReadToEnd(Socket socket)
    {
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The server ends the connection, with or without bytes before the end, by any kind of end.</summary>
    private static void AssertEnds(Socket socket, int milliseconds)
    {
        socket.ReceiveTimeout = milliseconds;
        byte[] buffer = new byte[1000];
        SocketError error;
        int count;
        do
        {
            count = socket.Receive(buffer, 0, buffer.Length, SocketFlags.None, out error);
        }
        while (count > 0);
        Assert.IsTrue(error is SocketError.Success or SocketError.ConnectionReset, $"{error}");
    }
}
