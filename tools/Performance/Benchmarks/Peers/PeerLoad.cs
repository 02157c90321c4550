namespace Sensorcast.Benchmarks.Peers;

/// <summary>A load: so many clients that all do the same until the end.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="IsPaced">Whether the server sets the pace: then it is known how much each client should get.</param>
/// <param name="Run">What each client does.</param>
internal sealed record PeerLoad(string Name, int Clients, bool IsPaced, Func<PeerProcess, PeerWatch, CancellationToken, Task> Run)
{
    private const int Few = 8;
    private const int Many = 64;
    private const int Visitors = 4;
    private const int ShortMessage = 64;

    public static PeerLoad[] All { get; } =
    [
        new($"broadcast to {Few}", Few, IsPaced: true, WatchAsync),
        new($"broadcast to {Many}", Many, IsPaced: true, WatchAsync),
        new("echo of 64 B", Few, IsPaced: false, (server, watch, end) => EchoAsync(server, ShortMessage, watch, end)),
        new("echo of 4 KB", Few, IsPaced: false, (server, watch, end) => EchoAsync(server, PeerProtocol.MaxEchoSize, watch, end)),
        new("connect, handshake, close", Visitors, IsPaced: false, VisitAsync),
    ];

    private static async Task WatchAsync(PeerProcess server, PeerWatch watch, CancellationToken end)
    {
        using PeerClient client = new();
        await client.OpenAsync(server.EndPoint, "/broadcast");
        await client.WatchAsync(watch, end);
    }

    private static async Task EchoAsync(PeerProcess server, int size, PeerWatch watch, CancellationToken end)
    {
        using PeerClient client = new();
        await client.OpenAsync(server.EndPoint, "/echo");
        await client.EchoAsync(size, watch, end);
    }

    private static async Task VisitAsync(PeerProcess server, PeerWatch watch, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            long start = PeerProtocol.Now;
            using PeerClient client = new();
            await client.OpenAsync(server.EndPoint, "/echo");
            await client.CloseAsync();
            watch.Add(PeerProtocol.Now - start);
        }
    }
}
