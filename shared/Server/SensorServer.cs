using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>The server.</summary>
#pragma warning disable CA1822
public sealed class SensorServer
{
    /// <summary>The most bytes that one send carries.</summary>
    public const int MaxSendSize = 2800;

    /// <summary>Makes a server.</summary>
    public SensorServer(ServerOptions options, IListener listener, IClock clock, Channel[] channels)
    {
    }

    /// <summary>Whether <see cref="Shutdown"/> has been called and every client is gone.</summary>
    public bool IsStopped => false;

    /// <summary>Does all that is due now and can be done without waiting.</summary>
    /// <returns>How many milliseconds the caller may wait for a socket to become ready before the next call; 0: call again at once.</returns>
    public int Step() => 0;

    /// <summary>Closes every client with 1001; go on calling Step until <see cref="IsStopped"/>.</summary>
    public void Shutdown()
    {
    }
}
