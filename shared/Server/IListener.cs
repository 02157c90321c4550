namespace Sensorcast.Server;

/// <summary>Where connections come from.</summary>
public interface IListener
{
    /// <summary>
    /// Takes the next waiting connection. Never blocks.
    /// </summary>
    /// <returns>The connection, or <see langword="null"/> when none waits or the one that waited is gone already.</returns>
    ITransport Accept();
}
