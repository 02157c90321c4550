using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Sensorcast.LoadTest;

/// <summary>A WebSocket without its rules: any bytes are sent to the server, and bytes are read only on request.</summary>
internal sealed class RawConnection : IDisposable
{
    public const int SwitchingProtocols = 101;
    public const int ServiceUnavailable = 503;

    /// <summary>Small, so that a client that does not read soon fills the server's buffers and not only the kernel's.</summary>
    private const int ReceiveBufferSize = 4096;

    private const int MaxHeaderLength = 4096;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBufferSize };
    private Stream _stream = Stream.Null;

    /// <summary>Connects and requests a WebSocket.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> OpenAsync(Uri url, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(url.IdnHost, url.Port, cancellation);
        _stream = new NetworkStream(_socket);
        if (url.Scheme == "wss")
        {
            var secure = new SslStream(_stream);
            _stream = secure;
            await secure.AuthenticateAsClientAsync(url.IdnHost);
        }

        string request = $"""
            GET {url.PathAndQuery} HTTP/1.1
            Host: {url.Authority}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}
            Sec-WebSocket-Protocol: senml+cbor


            """;
        await WriteAsync(Encoding.ASCII.GetBytes(request.ReplaceLineEndings("\r\n")), cancellation);
        return await ReadStatusAsync(cancellation);
    }

    /// <summary>Sends bytes as they are.</summary>
    /// <exception cref="IOException">The server ended the connection.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _stream.WriteAsync(bytes, cancellation);

    /// <summary>Reads some bytes, at least one.</summary>
    /// <exception cref="IOException">The server ended the connection.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count = await _stream.ReadAsync(buffer, cancellation);
        return count > 0 ? count : throw new EndOfStreamException();
    }

    /// <summary>Reads all that comes, for so long.</summary>
    /// <exception cref="IOException">The server ended the connection.</exception>
    public async Task ReadForAsync(TimeSpan time, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(time);
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                await ReadAsync(buffer, enough.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Ends with a reset instead of a FIN, as a peer that has crashed and restarted does.</summary>
    public void ResetAtEnd() => _socket.LingerState = new LingerOption(true, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<int> ReadStatusAsync(CancellationToken cancellation)
    {
        var header = new StringBuilder();
        byte[] one = new byte[1];
        while (header.Length < MaxHeaderLength)
        {
            await ReadAsync(one, cancellation);
            header.Append((char)one[0]);
            if (one[0] == '\n' && header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                break;
            }
        }

        string[] statusLine = header.ToString().Split(' ', 3);
        return statusLine.Length > 1 && int.TryParse(statusLine[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            ? status : 0;
    }
}
