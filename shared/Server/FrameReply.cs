using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Writes what answers a client's frames, one behind the other, so that all of a step's answers go out in one send.</summary>
internal static class FrameReply
{
    /// <summary>An empty ping.</summary>
    internal static readonly byte[] Ping = MakePing();

    /// <summary>Appends a pong with the ping's payload (RFC 6455 section 5.5.3).</summary>
    /// <returns>The place behind it.</returns>
    internal static int AppendPong(byte[] reply, int position, FrameReader ping)
    {
        return Append(reply, position, ping.ControlPayload, 0, ping.ControlLength, Opcode.Pong, isFinal: true);
    }

    /// <summary>Appends a piece of a message as a fragment, so that a message of any size needs no buffer of its size.</summary>
    /// <returns>The place behind it.</returns>
    internal static int AppendEcho(byte[] reply, int position, byte[] buffer, FrameReader piece)
    {
        Opcode opcode = piece.PieceIsFirst ? piece.MessageOpcode : Opcode.Continuation;
        return Append(reply, position, buffer, piece.PieceOffset, piece.PieceLength, opcode, piece.PieceIsFinal);
    }

    /// <summary>Appends a text message.</summary>
    /// <returns>The place behind it.</returns>
    internal static int AppendText(byte[] reply, int position, byte[] text, int length)
    {
        return Append(reply, position, text, 0, length, Opcode.Text, isFinal: true);
    }

    private static int Append(byte[] reply, int position, byte[] payload, int offset, int length, Opcode opcode, bool isFinal)
    {
        int payloadPosition = position + FrameWriter.HeaderSize(length);
        FrameWriter.WriteHeader(reply, payloadPosition, length, opcode, isFinal);
        Array.Copy(payload, offset, reply, payloadPosition, length);
        return payloadPosition + length;
    }

    private static byte[] MakePing()
    {
        byte[] ping = new byte[FrameWriter.HeaderSize(0)];
        FrameWriter.WriteHeader(ping, ping.Length, 0, Opcode.Ping, isFinal: true);
        return ping;
    }
}
