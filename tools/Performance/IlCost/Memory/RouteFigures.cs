using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// The memory of custom routes, on a server of 8 slots: the object of the route and the server's objects for it.
/// </summary>
internal static class RouteFigures
{
    private const int Clients = 8;
    private const int Channels = 7;
    private const int History = 60;
    private const int MessageSize = 64;

    private static readonly byte[] NoBytes = [];

    internal static IReadOnlyList<MemoryFigure> Measure() =>
    [
        Of("A route of constant bytes, without them", () => new StaticRoute("/a", "text/html", NoBytes, "\"1\"")),
        Of("The first request route, bodies of 1,024 bytes", () => new AnyRequest("/a")),
        Of("A further request route", () => new AnyRequest("/a"), () => new AnyRequest("/b")),
        Of("The first WebSocket route, messages of 64 bytes", () => new AnyMessage("/a")),
        Of("A further WebSocket route", () => new AnyMessage("/a"), () => new AnyMessage("/b")),
    ];

    /// <summary>The last route's part.</summary>
    private static MemoryFigure Of(string name, params Func<Route>[] routes)
    {
        int board = HeapSetups.Objects(MakeServer(routes)).Sum(item => item.Bytes) - HeapSetups.Objects(MakeServer(routes[..^1]))
            .Sum(item => item.Bytes);

        // The first one includes objects that are made once.
        _ = MakeServer(routes);
        SensorServer server = MakeServer(routes[..^1]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        server.Add(routes[^1]());
        return new MemoryFigure(name, board, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SensorServer MakeServer(Func<Route>[] routes)
    {
        SensorServer server = ServerMemory.Make(Clients, Channels, History);
        Array.ForEach(routes, route => server.Add(route()));
        return server;
    }

    private sealed class AnyRequest(string path) : RequestRoute(path, Http.HttpMethod.Get | Http.HttpMethod.Post)
    {
        protected override void Respond(Request request, Response response)
        {
        }
    }

    private sealed class AnyMessage(string path) : WebSocketRoute(path, MessageSize)
    {
        protected override void MessageReceived(WebSocketClient client, Message message) =>
            client.Send(Opcode.Binary, message.Bytes, message.Start, message.Length);
    }
}
