using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Sends each message back as it comes, fragment by fragment: for diagnosis.</summary>
public sealed class EchoRoute : WebSocketEndpoint
{
    /// <summary>Makes one.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="maxMessageSize">The maximum size of a message in bytes; a longer one is closed with 1009.</param>
    public EchoRoute(string path = "/echo", long maxMessageSize = 16 * 1024 * 1024)
        : base(path, maxMessageSize)
    {
    }

    /// <inheritdoc/>
    protected internal override string StateName(bool isSendingMessage)
    {
        return "echo";
    }

    /// <inheritdoc/>
    protected internal override bool ForgetsClients => true;

    /// <inheritdoc/>
    protected override bool SendsMessages => false;

    /// <inheritdoc/>
    protected internal override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
        Opcode opcode = piece.PieceIsFirst ? piece.MessageOpcode : Opcode.Continuation;
        client.Reply(opcode, piece.PieceIsFinal, buffer, piece.PieceOffset, piece.PieceLength);
    }
}
