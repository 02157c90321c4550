using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Sensorcast.Sensors;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>What time-outs and buffers of a proxy do to a stream. The proxies' times are shortened, and the server's with them.</summary>
[TestClass, DoNotParallelize]
public class LongLivedTests
{
    /// <summary>The proxy's time-out for a WebSocket, instead of 120 s.</summary>
    private const int ProxyTimeout = 3000;

    private const int Period = 500;
    private const int Pinging = 300;
    private const int NotPinging = 60_000;
    private const int ReceiveBufferSize = 8192;

    [TestMethod, Timeout(Limits.Test)]
    public Task A_silent_WebSocket_is_kept_open_by_pings() =>
        ForEachProxyAsync(Pinging, 0, async url =>
        {
            using ClientWebSocket client = await ConnectAsync(url, "/echo");
            ValueTask<ValueWebSocketReceiveResult> echo = client.ReceiveAsync(new byte[10].AsMemory(), CancellationToken.None);

            await Task.Delay(2 * ProxyTimeout);
            await client.SendAsync("still here"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

            Assert.AreEqual(10, (await echo).Count);
        });

    /// <summary>Shows that the time-out works, so that the test above proves something.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public Task A_silent_WebSocket_without_pings_is_cut_by_the_proxy() =>
        ForEachProxyAsync(NotPinging, 0, async url =>
        {
            using ClientWebSocket client = await ConnectAsync(url, "/echo");
            long start = Stopwatch.GetTimestamp();

            WebSocketException e = await Assert.ThrowsExactlyAsync<WebSocketException>(
                () => client.ReceiveAsync(new byte[10].AsMemory(), CancellationToken.None).AsTask());

            Assert.AreEqual(WebSocketError.ConnectionClosedPrematurely, e.WebSocketErrorCode);
            Assert.IsInRange(ProxyTimeout - 200, ProxyTimeout + Limits.Wait, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });

    [TestMethod, Timeout(Limits.Test)]
    public Task A_stream_is_kept_open_by_its_readings() =>
        ForEachProxyAsync(NotPinging, 1, url => PassThroughTests.AssertNoGapAsync(url, 2 * ProxyTimeout / Period));

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Only_slow_clients_lose_packs()
    {
        // About 200 KB a second.
        using var server = new InProcessServer(new SensorOptions { HistoryLength = 1 }, channels: 20, period: 5);
        using var nginx = new Proxy(ProxyKind.Nginx, server.Url);
        using var haproxy = new Proxy(ProxyKind.HAProxy, server.Url);
        using var slow1 = new RawClient(nginx.PlainUrl, ReceiveBufferSize);
        using var slow2 = new RawClient(nginx.TlsUrl, ReceiveBufferSize);
        using var slow3 = new RawClient(haproxy.PlainUrl, ReceiveBufferSize);
        using var slow4 = new RawClient(haproxy.TlsUrl, ReceiveBufferSize);
        RawClient[] slow = [slow1, slow2, slow3, slow4];
        foreach (RawClient client in slow)
        {
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", client.Upgrade("/ws").StatusLine);
        }

        await Task.WhenAll(PassThroughTests.AssertNoGapAsync(nginx.TlsUrl, 500), PassThroughTests.AssertNoGapAsync(haproxy.TlsUrl, 500));
        await WaitUntilSkippedAsync(server.Url, slow.Length);

        long[] old = [.. slow.Select(client => ReadUntilGap(client.Stream))];
        Console.WriteLine(
            $"Old bytes on the way to a client that read nothing: nginx {old[0]}, with TLS {old[1]}, HAProxy {old[2]}, with TLS {old[3]}");
        Assert.IsTrue(old.All(static bytes => bytes < 1_000_000));
    }

    /// <summary>Waits until packs have been skipped for a number of clients.</summary>
    private static Task WaitUntilSkippedAsync(Uri url, int clients) => Until.TrueAsync(
        async () =>
        {
            JsonElement status = await PassThroughTests.StatusAsync(url);
            return clients == status.GetProperty("slots").EnumerateArray()
                .Count(static slot => slot.ValueKind == JsonValueKind.Object && slot.GetProperty("skipped").GetInt64() > 0);
        },
        "packs are kept for clients that take nothing");

    /// <summary>Reads packs until one is missing.</summary>
    /// <returns>How many bytes came before.</returns>
    private static long ReadUntilGap(Stream stream)
    {
        long bytes = 0;
        for (long? last = null; ;)
        {
            byte[] pack = ReadFrame(stream);
            using var content = JsonDocument.Parse(pack);
            if (content.RootElement[0].TryGetProperty("seq", out JsonElement number))
            {
                long sequence = number.GetInt64();
                if (last is not null && last + 1 != sequence)
                {
                    return bytes;
                }

                last = sequence;
            }

            bytes += pack.Length;
        }
    }

    /// <summary>Reads an unmasked frame of at most 64 KB: as the server sends each message but the first.</summary>
    private static byte[] ReadFrame(Stream stream)
    {
        byte[] content = [];
        byte[] head = new byte[4];
        do
        {
            stream.ReadExactly(head, 0, 2);
            int length = head[1];
            if (length == 126)
            {
                stream.ReadExactly(head, 2, 2);
                length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
            }

            byte[] fragment = new byte[length];
            stream.ReadExactly(fragment);
            content = [.. content, .. fragment];
        }
        while ((head[0] & 0x80) == 0);
        return content;
    }

    private static async Task ForEachProxyAsync(int idleTimeout, int channels, Func<Uri, Task> check)
    {
        using var server = new InProcessServer(new SensorOptions { IdleTimeout = idleTimeout }, channels, period: Period);
        using var nginx = new Proxy(ProxyKind.Nginx, server.Url, static file => file
            .Replace("proxy_read_timeout 120s", $"proxy_read_timeout {ProxyTimeout}ms")
            .Replace("proxy_send_timeout 120s", $"proxy_send_timeout {ProxyTimeout}ms"));
        using var haproxy =
            new Proxy(ProxyKind.HAProxy, server.Url, static file =>
                file.Replace("timeout tunnel 120s", $"timeout tunnel {ProxyTimeout}ms"));

        await Task.WhenAll(check(nginx.PlainUrl), check(nginx.TlsUrl), check(haproxy.PlainUrl), check(haproxy.TlsUrl));
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri url, string path)
    {
        var client = new ClientWebSocket();

        // .NET would keep the connection open by itself.
        client.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        using var invoker = new HttpMessageInvoker(PassThroughTests.Handler());
        await client.ConnectAsync(
            new UriBuilder(url) { Scheme = url.Scheme == "https" ? "wss" : "ws", Path = path }.Uri, invoker, CancellationToken.None);
        return client;
    }
}
