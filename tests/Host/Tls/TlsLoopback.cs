using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Sensorcast.Host.Tls;
using Sensorcast.Server;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests.Tls;

/// <summary>A TLS listener, and clients of it with .NET's own stream.</summary>
internal sealed class TlsLoopback : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly List<IDisposable> _clients = [];

    public TlsLoopback()
    {
        Listener = new TlsListener(IPAddress.Loopback, 0, ServerCertificate.Load(_certificates.CombinedFile, null, null));
    }

    public TlsListener Listener { get; }

    /// <summary>Connects without saying anything.</summary>
    public Socket ConnectPlain()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            // A fixed size keeps the kernel from giving a client that does not read ever more room.
            ReceiveBufferSize = 32 * 1024,
            ReceiveTimeout = 3 * Limits.Wait,
            SendTimeout = Limits.Wait,
            NoDelay = true,
        };
        _clients.Add(socket);
        socket.Connect(Listener.EndPoint);
        return socket;
    }

    /// <summary>Connects and shakes hands.</summary>
    public TlsClient Connect(SslProtocols protocols = SslProtocols.None)
    {
        Socket socket = ConnectPlain();
        var stream = new SslStream(new NetworkStream(socket));
        _clients.Add(stream);
        Assert.IsTrue(Task.Run(() => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocols,
            CertificateChainPolicy = _certificates.Trust,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        })).Wait(Limits.Wait), "the handshake did not end");
        return new(socket, stream);
    }

    /// <summary>Waits, as the server does, for the next connection.</summary>
    public ITransport Accept()
    {
        ITransport? transport = null;
        WaitFor(() => (transport = Listener.Accept()) is not null);
        return transport!;
    }

    /// <summary>A client and the server's end of its connection.</summary>
    public (TlsClient Client, ITransport Transport) Pair()
    {
        TlsClient client = Connect();
        return (client, Accept());
    }

    /// <summary>Waits, as the server does, until a condition holds that the network brings about.</summary>
    public void WaitFor(Func<bool> condition)
    {
        long end = Environment.TickCount64 + Limits.Wait;
        while (!condition())
        {
            Assert.IsTrue(Environment.TickCount64 < end, "it never happened");
            Listener.Wait(100);
        }
    }

    /// <summary>Sends to a client that does not read until no more fits, asking before each send.</summary>
    /// <returns>How many bytes were sent.</returns>
    public static int Fill(ITransport transport)
    {
        byte[] buffer = new byte[SensorServer.MaxSendSize];
        int sent = 0;

        // Not the first "no" counts: bytes move to the client for a while.
        for (long quietSince = Environment.TickCount64; Environment.TickCount64 - quietSince < 500;)
        {
            if (transport.CanSend)
            {
                Assert.IsTrue(transport.Send(buffer, 0, buffer.Length));
                sent += buffer.Length;
                quietSince = Environment.TickCount64;
            }
            else
            {
                Thread.Sleep(1);
            }
        }

        return sent;
    }

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        Listener.Dispose();
        _certificates.Dispose();
    }
}
