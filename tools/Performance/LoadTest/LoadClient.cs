namespace Sensorcast.LoadTest;

/// <summary>One client, and its counters.</summary>
internal abstract class LoadClient
{
    /// <summary>How long a connection and its handshake may take.</summary>
    protected static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The name of its kind.</summary>
    public abstract string Kind { get; }

    /// <summary>How often it got a WebSocket.</summary>
    public int Connects { get; protected set; }

    /// <summary>How often it was answered 503.</summary>
    public int Refusals { get; protected set; }

    /// <summary>How often it got neither a WebSocket nor a 503.</summary>
    public int Failures { get; protected set; }

    /// <summary>How often the server ended its connection.</summary>
    public int Cuts { get; protected set; }
}
