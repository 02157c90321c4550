namespace Sensorcast.Server;

/// <summary>What can be set of a server, with the defaults. Times are in milliseconds.</summary>
public class ServerOptions
{
    /// <summary>The maximum of <see cref="MaxClients"/>.</summary>
    public const int MaxClientsLimit = 10000;

    /// <summary>The minimum of <see cref="ReadSize"/>.</summary>
    public const int MinReadSize = 1460;

    /// <summary>The maximum of <see cref="ReadSize"/>.</summary>
    public const int MaxReadSize = 32768;

    /// <summary>How many clients are served at once, 1 to <see cref="MaxClientsLimit"/>. The next one is answered 503.</summary>
    public int MaxClients { get; set; } = 8;

    /// <summary>
    /// How many bytes are read from a client at once, 1,460 to 32,768. The minimum is a full TCP segment, which suits a board; a desktop
    /// has memory for more, and needs fewer system calls then. The buffer for what is sent grows with it, since what answers one read goes
    /// out in one send.
    /// </summary>
    public int ReadSize { get; set; } = MinReadSize;

    /// <summary>Origins whose pages may connect besides the board's own, such as <c>https://example.org</c>.</summary>
    public string[] AllowedOrigins { get; set; } = new string[0];

    /// <summary>
    /// Names without a port that people open the board by, such as <c>sensors.example.org</c>. Its address, <c>localhost</c> and
    /// every name under <c>.localhost</c>, <c>.local</c>, <c>.internal</c> and <c>.home.arpa</c> are accepted in any case; a request for
    /// any other host is answered 421, because it may be that of a foreign page whose name points at the board (DNS rebinding).
    /// </summary>
    public string[] HostNames { get; set; } = new string[0];

    /// <summary>
    /// Where a client is sent (302) that asks for a path without a route, or for a foreign host, such as <c>http://192.168.4.1/</c>: what a
    /// network of the board's own does with each page, until a phone shows the board's. Or <see langword="null"/>: those are refused. The
    /// routes answer for the hosts that are ours alone, as without it.
    /// </summary>
    public string PortalUrl { get; set; }

    /// <summary>
    /// A secret that a client must offer to set actuators, or <see langword="null"/>: all clients may. 8 to 64 bytes in UTF-8 without white
    /// space, commas and control characters. By itself it leaves reading open.
    /// </summary>
    public string Token { get; set; }

    /// <summary>
    /// A secret for clients that only read, or <see langword="null"/>: all clients may. With it everything but the page itself, which holds
    /// no data, is for clients only that offer this token or <see cref="Token"/>; without <see cref="Token"/>, no client sets actuators.
    /// </summary>
    public string ReadOnlyToken { get; set; }

    /// <summary>How long a client may take to send a whole request.</summary>
    public int RequestTimeout { get; set; } = 5000;

    /// <summary>How long a client may be silent before it is pinged.</summary>
    public int IdleTimeout { get; set; } = 20000;

    /// <summary>How long a pinged client may stay silent before it is cut.</summary>
    public int PongTimeout { get; set; } = 10000;

    /// <summary>How long a client may take to answer a close frame.</summary>
    public int CloseTimeout { get; set; } = 2000;

    /// <summary>How long a client may take nothing of what is sent before it is cut.</summary>
    public int StallTimeout { get; set; } = 10000;

    /// <summary>
    /// What ends the loop's rest when another thread has news, or <see langword="null"/>: the news waits for the next step.
    /// </summary>
    public IWaker Waker { get; set; }

    /// <summary>Where the server writes what its operator should know, or <see langword="null"/>.</summary>
    public ILog Log { get; set; }
}
