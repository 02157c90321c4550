using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Host.Demo;

/// <summary>Sends a client's message to all clients: an example of a custom WebSocket endpoint.</summary>
public sealed class ChatRoute() : WebSocketRoute("/demo/chat", maxMessageSize: 200)
{
    /// <inheritdoc/>
    protected override void MessageReceived(WebSocketClient client, Message message)
    {
        if (message.Opcode == Opcode.Binary)
        {
            client.Close(CloseCode.UnsupportedData);
            return;
        }

        SendToAll(message.Opcode, message.Bytes, message.Start, message.Length);
    }
}
