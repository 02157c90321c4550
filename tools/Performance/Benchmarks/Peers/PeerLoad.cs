using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A load: so many clients that all do the same until the end.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="IsPaced">Whether the server sets the pace: then the number of messages that each client should get is known.</param>
/// <param name="MakeClient">Makes one of the clients.</param>
internal sealed record PeerLoad(string Name, int Clients, bool IsPaced, Func<PeerProcess, PeerWatch, LoadClient> MakeClient)
{
    private const int Few = 8;
    private const int Many = 64;
    private const int Visitors = 4;
    private const int ShortMessage = 64;

    public static PeerLoad[] All { get; } =
    [
        new($"broadcast to {Few}", Few, IsPaced: true, (server, watch) => new ViewingClient(server, watch)),
        new($"broadcast to {Many}", Many, IsPaced: true, (server, watch) => new ViewingClient(server, watch)),
        new("echo of 64 B", Few, IsPaced: false, (server, watch) => new EchoingClient(server, ShortMessage, watch)),
        new("echo of 4 KB", Few, IsPaced: false, (server, watch) => new EchoingClient(server, PeerProtocol.MaxEchoSize, watch)),
        new("connect, handshake, close", Visitors, IsPaced: false, (server, watch) => new VisitingClient(server, watch)),
    ];
}
