namespace Sensorcast.Server;

/// <summary>The two protocols that connections speak, each of which all connections use in turn.</summary>
internal sealed class Exchanges
{
    internal readonly HttpExchange Http;
    internal readonly WebSocketExchange WebSockets;

    internal Exchanges(ServerResources resources)
    {
        Http = new HttpExchange(resources);
        WebSockets = new WebSocketExchange(resources);
    }
}
