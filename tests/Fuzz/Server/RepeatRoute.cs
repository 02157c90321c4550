using Sensorcast.Server;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>An author's endpoint that gets whole messages and sends each back to its sender.</summary>
internal sealed class RepeatRoute() : WebSocketRoute(Address, MaxSize)
{
    internal const string Address = "/repeat";
    internal const int MaxSize = 500;

    protected override void MessageReceived(WebSocketClient client, Message message) =>
        client.Send(message.Opcode, message.Bytes, message.Start, message.Length);
}
