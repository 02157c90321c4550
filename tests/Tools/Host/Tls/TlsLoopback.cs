using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Sensorcast.Host.Streams;
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
        Listener = new StreamListener(IPAddress.Loopback, 0, ServerCertificate.Load(_certificates.CombinedFile, null, null));
    }

    public StreamListener Listener { get; }

    /// <summary>Connects without saying anything.</summary>
    public Socket ConnectPlain()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            // A fixed size: otherwise the kernel enlarges the buffer of a client that does not read.
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

    /// <summary>Waits, as the server does, until the network makes a condition true.</summary>
    public void WaitFor(Func<bool> condition) => ServerEnd.WaitFor(Listener, condition);

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        Listener.Dispose();
        _certificates.Dispose();
    }
}
