using System.Net.WebSockets;

namespace Sensorcast.Client;

/// <summary>How a client connects. The defaults suit a board on the local network.</summary>
public sealed record SensorcastClientOptions
{
    /// <summary>The encoding of the packs.</summary>
    public SenmlEncoding Encoding { get; init; } = SenmlEncoding.Cbor;

    /// <summary>The board's access token, if it needs one. It is sent in the opening handshake, never in the address.</summary>
    public string? Token { get; init; }

    /// <summary>The maximum time of an attempt to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum wait for the answer to a setting, with a reconnection.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often to ping. A board that does not answer for as long again is taken for lost. <see cref="TimeSpan.Zero"/>: never; a board
    /// that vanishes without closing is then not noticed.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before the first attempt to reconnect; the wait doubles with each further attempt.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two attempts to reconnect.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How many packs are kept for a reader that is slower than the board. Beyond that the oldest are dropped, and the reader gets
    /// <see cref="SkippedPacks"/>.
    /// </summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>
    /// Resolves the client's address before each attempt, for names that the system cannot resolve. <see langword="null"/>: the address is
    /// used as it is.
    /// </summary>
    public Func<Uri, CancellationToken, Task<Uri>>? Locate { get; init; }

    /// <summary>Sets further options of the <see cref="ClientWebSocket"/>: a proxy, a certificate to trust.</summary>
    public Action<ClientWebSocketOptions>? Configure { get; init; }
}
