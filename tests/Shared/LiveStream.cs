using System.Net.WebSockets;
using System.Text.Json;

namespace Sensorcast.Tests.Shared;

/// <summary>The stream of readings as .NET's own client gets it.</summary>
internal static class LiveStream
{
    /// <summary>Reads so many packs and checks that no live one is missing between them.</summary>
    /// <param name="url">A server or a proxy, by http or https.</param>
    /// <param name="invoker">What to connect through.</param>
    /// <param name="count">How many packs.</param>
    /// <param name="onConnected">Is called when it is connected.</param>
    public static async Task AssertNoGapAsync(Uri url, HttpMessageInvoker invoker, int count, Action? onConnected = null)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(
            new UriBuilder(url) { Scheme = url.Scheme == "https" ? "wss" : "ws", Path = "/ws" }.Uri, invoker, CancellationToken.None);
        onConnected?.Invoke();
        long? last = null;
        byte[] buffer = new byte[1024 * 1024];
        for (int i = 0; i < count; i++)
        {
            int length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            using var pack = JsonDocument.Parse(buffer.AsMemory(0, length));
            long? sequence = pack.RootElement[0].TryGetProperty("seq", out JsonElement number) ? number.GetInt64() : null;
            Assert.IsTrue(i == 0 || sequence is not null, "only the first pack has no number");
            Assert.IsTrue(last is null || last + 1 == sequence, $"{last} is followed by {sequence}");
            last = sequence;
        }
    }
}
