using System;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>An author's WebSocket endpoint: a message of one client goes to all.</summary>
internal sealed class ChatRoute : WebSocketRoute
{
    internal ChatRoute()
        : base("/chat", maxMessageSize: 20, "chat.v1")
    {
    }

    internal string LastEnd { get; private set; } = string.Empty;

    /// <summary>Has a client send a text.</summary>
    internal static void Say(MemoryTransport client, string text)
    {
        byte[] frame = Hex.Parse("81 80 00000000");
        frame[1] |= (byte)text.Length;
        client.Say(frame);
        client.Say(text);
    }

    protected override void ClientOpened(WebSocketClient client)
    {
        client.State = "guest" + client.Slot;
        client.Send("welcome " + client.State + (client.Subprotocol == 0 ? " v1" : string.Empty));
    }

    protected override void MessageReceived(WebSocketClient client, Message message)
    {
        if (message.Opcode == Opcode.Binary)
        {
            client.Close(CloseCode.UnsupportedData);
        }
        else if (message.IsText("bye"))
        {
            client.Close(CloseCode.Normal);
        }
        else if (message.IsText("fail"))
        {
            throw new InvalidOperationException("Out of order");
        }
        else
        {
            SendToAll(client.State + ": " + message);
        }
    }

    protected override void Closed(WebSocketClient client, int code)
    {
        LastEnd = client.State + " " + code + " " + client.IsOpen;
        SendToAll(client.State + " left");
    }
}
