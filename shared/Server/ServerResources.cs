using Sensorcast.Sensors;
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
    /// begun before; acknowledgements are a little longer, and there is one error) fits into one send together with the head of a 101.
    /// </summary>
    private const int ReceiveSize = (SensorServer.MaxSendSize - MaxUpgradeHeadSize - MaxReplyOverhead) * 100 / (100 + ActuationReply.MaxGrowthPercent);

    private const int MaxUpgradeHeadSize = 256;
    private const int MaxPongOverhead = 144; // a pong of 127 bytes and two headers of 4
    private const int MaxReplyOverhead = MaxPongOverhead + ActuationReply.MaxErrorSize + ActuationReply.MaxCountSize;

    internal readonly ServerOptions Options;
    internal readonly WallTime WallTime;
    internal readonly ServerCounters Counters;
    internal readonly HttpExchange Http;
    internal readonly WebSocketExchange WebSocket;
    internal readonly LiveFrame CborFrame;
    internal readonly LiveFrame JsonFrame;
    internal readonly byte[] ReceiveBuffer = new byte[ReceiveSize];
    internal readonly byte[] SendBuffer = new byte[SensorServer.MaxSendSize];

    /// <summary>Whether any client was not read in the last step because nothing could be sent to it.</summary>
    internal bool HasHeldBack;

    internal ServerResources(ServerOptions options, IClock clock, Channel[] channels, SensorServer server)
    {
        Options = options;
        WallTime = new WallTime(clock);
        Counters = new ServerCounters(clock.Milliseconds);
        Http = new HttpExchange(server, Counters, options);
        WebSocket = new WebSocketExchange(options.MaxMessageLength, new ActuationExchange(channels, options.BaseName, server, Counters));
        CborFrame = new LiveFrame(new CborPackEncoder(channels, options.BaseName), Opcode.Binary);
        JsonFrame = new LiveFrame(new JsonPackEncoder(channels, options.BaseName), Opcode.Text);
    }
}
