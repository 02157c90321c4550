using System.Net.WebSockets;

namespace Sensorcast.Client;

/// <summary>How a client connects. The defaults suit a board on the local network.</summary>
public sealed record SensorcastClientOptions
{
    /// <summary>What the packs are written in.</summary>
    public SenmlEncoding Encoding { get; init; } = SenmlEncoding.Cbor;

    /// <summary>The board's access token, if it wants one. It travels in the opening handshake, but never in the address.</summary>
    public string? Token { get; init; }

    /// <summary>How long an attempt to connect may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for the answer to what was set, a reconnection included.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often to ping. A board that does not answer for as long again is taken for gone. <see cref="TimeSpan.Zero"/>: never, the loss of
    /// a board without a word then goes unnoticed.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before the first attempt to reconnect; each one after it waits twice as long.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two attempts to reconnect.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How many packs are kept for a reader that is slower than the board. When there are more, the oldest are dropped, and the reader gets
    /// <see cref="SkippedPacks"/>.
    /// </summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>
    /// Finds where to connect to, before each attempt, from the address that the client was given: for names that the system cannot look
    /// up. <see langword="null"/>: at that address.
    /// </summary>
    public Func<Uri, CancellationToken, Task<Uri>>? Locate { get; init; }

    /// <summary>Sets further options of the <see cref="ClientWebSocket"/>: a proxy, a certificate to trust.</summary>
    public Action<ClientWebSocketOptions>? Configure { get; init; }
}
