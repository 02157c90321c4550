using Sensorcast.Server;

namespace Sensorcast.Device.Examples;

/// <summary>The log, pushed as it happens to each browser that listens. The server's own lines come here too.</summary>
internal sealed class LogEndpoint : WebSocketRoute, ILog
{
    // In UTF-8 a character takes up to 3 bytes, and a message has at most 2,796.
    private const int MaxLine = 900;

    internal LogEndpoint()
        : base("/log", maxMessageSize: 64)
    {
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        SendToAll(line.Length <= MaxLine ? line : line.Substring(0, MaxLine));
    }

    /// <inheritdoc/>
    protected override void MessageReceived(WebSocketClient client, Message message)
    {
        client.Send(message.IsText("version") ? "1.4.2" : "try: version");
    }
}
