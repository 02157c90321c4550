using Sensorcast.Text;

namespace Sensorcast.Server;

/// <summary>The paths that are served.</summary>
internal static class Paths
{
    internal const int Dashboard = 0;
    internal const int Stream = 1;
    internal const int Echo = 2;
    internal const int Status = 3;
    internal const int Metrics = 4;

    internal static readonly TokenTable Table = new TokenTable("/", "/ws", "/echo", "/status", "/metrics");

    internal static bool IsWebSocket(int path)
    {
        return path == Stream || path == Echo;
    }
}
