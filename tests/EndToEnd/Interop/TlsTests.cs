using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The Host with a certificate: what <c>curl</c> reports, and that no slow or strange client disturbs the others.</summary>
[TestClass]
public class TlsTests
{
    private static readonly Lazy<TestCertificates> Made = new(static () => new());
    private static readonly Lazy<HttpMessageInvoker> Trusting = new(static () => new(
        new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Certificates.Trust } }));

    internal static TestCertificates Certificates => Made.Value;

    /// <summary>The handler of .NET's clients, which trusts the authority.</summary>
    internal static HttpMessageInvoker Invoker => Trusting.Value;

    /// <summary>Starts a Host that speaks TLS.</summary>
    internal static LiveHost StartHost(params string[] arguments) => new(0, ["--certificate", Certificates.CombinedFile, .. arguments]);

    internal static void DeleteCertificates()
    {
        if (Made.IsValueCreated)
        {
            Made.Value.Dispose();
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("200 1.1", "/", "")]
    [DataRow("200 1.1", "/", "--http2")]
    [DataRow("200 1.1", "/status", "--tlsv1.3")]
    [DataRow("200 1.1", "/status", "--tls-max 1.2")]
    [DataRow("426 1.1", "/ws", "")]
    [DataRow("405 1.1", "/", "-X DELETE")]
    public void Answers_with_the_status(string expected, string path, string arguments)
    {
        Assert.AreEqual(
            expected,
            Curl([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-o", "/dev/null", "-w", "%{http_code} %{http_version}",
                new Uri(SharedHost.Tls.Url, path).ToString()]));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Serves_the_whole_page()
    {
        Assert.AreEqual(
            Curl("--compressed", SharedHost.Plain.Url.ToString()), Curl("--compressed", SharedHost.Tls.Url.ToString()));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Answers_plain_HTTP_with_a_sentence()
    {
        string answer = Curl("-i", new UriBuilder(SharedHost.Tls.Url) { Scheme = "http" }.Uri.ToString());

        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.EndsWith("use https:// or wss:// instead of http:// or ws://.\n", answer);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Refuses_old_versions_of_TLS()
    {
        // The lowest security level, or this OpenSSL would not even offer them.
        AssertFailedException e = Assert.ThrowsExactly<AssertFailedException>(
            () => Curl("--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0", SharedHost.Tls.Url.ToString()));

        Assert.Contains("alert protocol version", e.Message);
    }

    /// <summary>Alone: a pack is skipped when the machine has no time for eight clients.</summary>
    [TestMethod, Timeout(2 * Limits.Test), DoNotParallelize]
    public async Task Slow_and_strange_clients_do_not_disturb_eight_others()
    {
        const int Packs = 600;
        using LiveHost host = StartHost("--max-clients", "16");
        using var stop = new CancellationTokenSource();

        using SslStream stalled = await StallAsync(host);
        int connected = 0;
        Task[] honest =
        [
            .. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
                LiveStream.AssertNoGapAsync(host.Url, Invoker, Packs, () => Interlocked.Increment(ref connected)))),
        ];

        // Of the handshakes that are not over the oldest is dropped, and on a busy machine that may be an honest one.
        await Until.TrueAsync(
            () => connected == honest.Length || Array.Exists(honest, static task => task.IsFaulted), "They do not connect.");
        Task[] strange =
        [
            .. Enumerable.Range(0, 10).Select(i => DisturbAsync(host, i, stop.Token)),
        ];

        await Task.WhenAll(honest);
        await stop.CancelAsync();
        await Task.WhenAll(strange);

        using var client =
            new HttpClient(
                new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Certificates.Trust } });
        string status = await client.GetStringAsync(new Uri(host.Url, "/status"));
        Assert.DoesNotContain("\"skipped\":0,\"refused\"", status, "the stalled client was to be skipped");
    }

    /// <summary>Subscribes and never reads.</summary>
    private static async Task<SslStream> StallAsync(LiveHost host)
    {
        SslStream stream = await ConnectAsync(host);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\nHost: {host.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        byte[] status = new byte[12];
        await stream.ReadExactlyAsync(status);
        Assert.AreEqual("HTTP/1.1 101", Encoding.ASCII.GetString(status));
        return stream;
    }

    /// <summary>Connects again and again, in one of five ways that all fail.</summary>
    private static async Task DisturbAsync(LiveHost host, int way, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(host.Url.Host, host.Url.Port, stop);
                switch (way % 5)
                {
                    case 0:
                        await Task.Delay(500, stop);
                        break;
                    case 1:
                        await socket.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), stop);
                        break;
                    case 2:
                        await socket.SendAsync(new byte[] { 22, 3, 1, 2, 0, 1, 0 }, stop);
                        await Task.Delay(300, stop);
                        break;
                    case 3:
                        socket.LingerState = new LingerOption(true, 0);
                        break;
                    case 4:
                        using (SslStream stream = await ConnectAsync(host))
                        {
                            await stream.ShutdownAsync();
                        }

                        break;
                }

                await Task.Delay(20, stop);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or AuthenticationException)
            {
            }
        }
    }

    private static async Task<SslStream> ConnectAsync(LiveHost host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(host.Url.Host, host.Url.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Certificates.Trust });
        return stream;
    }

    private static string Curl(params string[] arguments) =>
        ToolProcess.Run("curl", ["-sS", "--max-time", "10", "--cacert", Certificates.AuthorityFile, .. arguments], 4 * Limits.Wait);
}
