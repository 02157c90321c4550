using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// The live packs of one encoding, each as a frame that goes to every client of that encoding: built once, in place, in the server's
/// send buffer.
/// </summary>
internal sealed class LiveFrame
{
    internal readonly PackEncoder Encoder;
    internal readonly Opcode Opcode;

    /// <summary>The clients of this encoding.</summary>
    internal ClientGroup Clients;

    private const int PayloadOffset = FrameWriter.MaxShortHeaderSize;

    internal LiveFrame(PackEncoder encoder, Opcode opcode)
    {
        Encoder = encoder;
        Opcode = opcode;
    }

    /// <summary>Sends readings to the clients of this encoding.</summary>
    /// <returns>Whether all of them took the frame.</returns>
    internal bool Send(LiveReadings readings)
    {
        ClientGroup clients = Clients;
        if (clients.Count == 0)
        {
            return true;
        }

        byte[] buffer = clients.SendBuffer;
        int end = Encoder.WriteLivePack(buffer, PayloadOffset, readings);
        int start = FrameWriter.WriteHeader(buffer, PayloadOffset, end - PayloadOffset, Opcode, isFinal: true);
        return clients.SendFrame(buffer, start, end - start);
    }

    /// <summary>Writes the next fragment of a first pack as a frame.</summary>
    /// <param name="cursor">How far it has been written; moved on.</param>
    /// <param name="buffer">Gets the frame.</param>
    /// <param name="start">Gets the offset of the frame's first byte.</param>
    /// <returns>The frame's size in bytes.</returns>
    internal int WriteFirstPackFragment(FirstPackCursor cursor, byte[] buffer, out int start)
    {
        Opcode opcode = cursor.IsAtStart ? Opcode : Opcode.Continuation;
        int end = Encoder.WriteFirstPack(buffer, PayloadOffset, buffer.Length, cursor);
        start = FrameWriter.WriteHeader(buffer, PayloadOffset, end - PayloadOffset, opcode, cursor.IsDone);
        return end - start;
    }
}
