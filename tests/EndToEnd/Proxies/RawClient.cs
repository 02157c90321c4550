using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>A connection that a test speaks over byte by byte, plain or TLS.</summary>
internal sealed class RawClient : IDisposable
{
    /// <summary>RFC 6455's own key, and the answer to it.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly Uri _url;

    /// <param name="url">Where to connect to.</param>
    /// <param name="receiveBufferSize">How much the kernel buffers for a test that does not read; 0 for its default.</param>
    public RawClient(Uri url, int receiveBufferSize = 0)
    {
        _url = url;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 4 * Limits.Wait,
        };
        if (receiveBufferSize > 0)
        {
            socket.ReceiveBufferSize = receiveBufferSize;
        }

        socket.Connect("127.0.0.1", url.Port);
        Stream = new NetworkStream(socket, ownsSocket: true);
        if (url.Scheme == "https")
        {
            var tls = new SslStream(Stream);
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = Proxy.Certificates.Trust,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            });
            Stream = tls;
        }
    }

    public Stream Stream { get; }

    /// <summary>Sends a request with the right Host, and reads the head of the answer.</summary>
    public RawResponse Request(string requestLine, params string[] fields)
    {
        string head = string.Join("\r\n", [requestLine, "Host: " + _url.Authority, .. fields]) + "\r\n\r\n";
        Stream.Write(Encoding.ASCII.GetBytes(head));
        return RawResponse.Read(Stream);
    }

    /// <summary>Requests a WebSocket.</summary>
    public RawResponse Upgrade(string path, params string[] fields) => Request(
        $"GET {path} HTTP/1.1",
        ["Connection: keep-alive, Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + Key, .. fields]);

    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        Stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose() => Stream.Dispose();
}
