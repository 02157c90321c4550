using System;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>An endpoint whose newest client the test sends to.</summary>
internal sealed class TalkingEndpoint : WebSocketEndpoint
{
    internal TalkingEndpoint()
        : base("/talk", 125, "talk.v1")
    {
    }

    internal WebSocketClient Newest { get; private set; }

    internal int ClosedWith { get; private set; }

    internal bool FailsInClosed { get; set; }

    protected override void Closed(WebSocketClient client, int code)
    {
        ClosedWith = code;
        if (FailsInClosed)
        {
            throw new InvalidOperationException("Out of order");
        }
    }

    internal bool ClosesAtOnce { get; set; }

    /// <summary>What the newest client's state was before it was set.</summary>
    internal object StateBefore { get; private set; }

    protected override bool ForgetsClients => true;

    protected override void Opened(WebSocketClient client)
    {
        StateBefore = client.State;
        client.State = this;
        Newest = client;
        if (ClosesAtOnce)
        {
            client.Close(CloseCode.Normal);
        }
    }

    protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
    }
}
