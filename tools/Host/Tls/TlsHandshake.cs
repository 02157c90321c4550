using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Sensorcast.Http;

namespace Sensorcast.Host.Tls;

/// <summary>The start of a connection: TLS, or an HTTP response to a client that does not speak TLS.</summary>
internal static class TlsHandshake
{
    /// <summary>The type of the record that TLS begins with (RFC 8446 section 5.1).</summary>
    private const byte HandshakeRecord = 22;

    private const string Advice = "This port speaks TLS: use https:// or wss:// instead of http:// or ws://.\n";

    /// <summary>Runs the handshake.</summary>
    /// <returns>The stream, or <see langword="null"/> if the client does not speak TLS, or no version of ours.</returns>
    internal static async Task<SslStream?> RunAsync(Socket socket, SslServerAuthenticationOptions options, CancellationToken cancellation)
    {
        byte[] first = new byte[1];
        int count = await socket.ReceiveAsync(first, SocketFlags.Peek, cancellation);
        if (count == 0)
        {
            return null;
        }

        if (first[0] != HandshakeRecord)
        {
            if (char.IsAsciiLetter((char)first[0]))
            {
                await socket.SendAsync(WrongScheme(), cancellation);
                await LingerAsync(socket, cancellation);
            }

            return null;
        }

        var stream = new SslStream(new NetworkStream(socket));
        try
        {
            await stream.AuthenticateAsServerAsync(options, cancellation);
            return stream;
        }
        catch (AuthenticationException)
        {
            // The alert that says why is on its way.
            await LingerAsync(socket, cancellation);
            await stream.DisposeAsync();
            return null;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finishes, and reads until the peer has finished: a close with unread bytes would discard the peer's last bytes.</summary>
    internal static async Task LingerAsync(Socket socket, CancellationToken cancellation)
    {
        socket.Shutdown(SocketShutdown.Send);
        byte[] discarded = new byte[4096];
        while (await socket.ReceiveAsync(discarded, cancellation) > 0)
        {
        }
    }

    private static byte[] WrongScheme()
    {
        byte[] response = new byte[1024];
        var writer = new ResponseWriter();
        writer.Start(response, 0);
        writer.Head(HttpStatus.BadRequest, "text/plain; charset=utf-8", Advice.Length);
        writer.Field("Cache-Control", "no-store");
        writer.EndHead();
        writer.Text(Advice);
        return response[..writer.Length];
    }
}
