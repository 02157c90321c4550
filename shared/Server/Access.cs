namespace Sensorcast.Server;

/// <summary>
/// What a client must be allowed to do for a route to see its request. Without tokens in <see cref="ServerOptions"/> every client may do
/// all.
/// </summary>
public enum Access
{
    /// <summary>Every client: no token is asked for.</summary>
    Open,

    /// <summary>Clients that may read: <see cref="ServerOptions.ReadOnlyToken"/> or <see cref="ServerOptions.Token"/>.</summary>
    Read,

    /// <summary>Clients that may change something: <see cref="ServerOptions.Token"/>.</summary>
    Set,
}
