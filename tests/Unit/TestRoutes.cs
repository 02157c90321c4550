using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>Paths for tests of requests, which nothing answers.</summary>
internal static class TestRoutes
{
    internal const string EntityTag = "\"0123456789abcdef\"";

    internal static ResourceTable Make()
    {
        ResourceTable table = new ResourceTable();
        table.Add(new StaticRoute("/", "text/html", new byte[1], EntityTag));
        table.Add(new SilentEndpoint("/ws", "senml+cbor", "senml+json"));
        table.Add(new SilentEndpoint("/echo"));
        table.Add(new StaticRoute("/status", "application/json", new byte[1], "\"x\""));
        return table;
    }

    private sealed class SilentEndpoint : WebSocketEndpoint
    {
        internal SilentEndpoint(string path, params string[] subprotocols)
            : base(path, 1024, subprotocols)
        {
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
        }
    }
}
