using Sensorcast.Http;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// What all connections use in turn, each within its own step: so a connection costs only what it must remember between steps.
/// </summary>
internal sealed class ServerResources
{
    /// <summary>
    /// The most bytes read at once. What answers them (pongs and echoes are shorter than what they answer, but for the rest of a frame
    /// begun before) fits into one send together with the head of a 101.
    /// </summary>
    private const int ReceiveSize = SensorServer.MaxSendSize - MaxUpgradeHeadSize - MaxReplyOverhead;

    private const int MaxUpgradeHeadSize = 256;
    private const int MaxReplyOverhead = 144; // a pong of 127 bytes and two headers of 4

    private readonly Document _page;
    private readonly Document _status;
    private readonly Document _metrics;

    internal ServerResources(ServerOptions options, IClock clock, Channel[] channels, SensorServer server)
    {
        Options = options;
        Clock = clock;
        Decision = new UpgradeDecision(options.AllowedOrigins);
        Counters = new ServerCounters(clock.Milliseconds);
        _page = new PageDocument();
        _status = new StatusDocument(server);
        _metrics = new MetricsDocument(server);
        CborFrame = new LiveFrame(new CborPackEncoder(channels, options.BaseName), Opcode.Binary);
        JsonFrame = new LiveFrame(new JsonPackEncoder(channels, options.BaseName), Opcode.Text);
    }

    internal ServerOptions Options { get; }

    internal IClock Clock { get; }

    internal UpgradeDecision Decision { get; }

    internal ServerCounters Counters { get; }

    internal Responder Responder { get; } = new Responder();

    internal LiveFrame CborFrame { get; }

    internal LiveFrame JsonFrame { get; }

    internal byte[] ReceiveBuffer { get; } = new byte[ReceiveSize];

    internal byte[] SendBuffer { get; } = new byte[SensorServer.MaxSendSize];

    /// <summary>What is at a path that does not speak WebSocket.</summary>
    internal Document DocumentAt(int path)
    {
        return path == Paths.Dashboard ? _page : path == Paths.Status ? _status : _metrics;
    }
}
