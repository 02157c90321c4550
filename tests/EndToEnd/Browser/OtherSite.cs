using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>A web site that has one page, and an origin of its own.</summary>
internal sealed class OtherSite : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OtherSite()
    {
        _listener.Start();
        Origin = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = ServeAsync();
    }

    public string Origin { get; }

    /// <summary>The page, in ASCII.</summary>
    public string Page { get; set; } = "<!doctype html>";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                // A browser's request for a page comes in one piece, and every request gets the same answer.
                NetworkStream stream = client.GetStream();
                if (await stream.ReadAsync(new byte[16 * 1024]) > 0)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}"));
                }
            }
            catch (IOException)
            {
                // The browser has disconnected.
            }
        }
    }
}
