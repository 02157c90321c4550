using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// The newest live pack in one encoding, as the frame that goes to every client of that encoding: built once, in place.
/// </summary>
internal sealed class LiveFrame
{
    internal readonly PackEncoder Encoder;
    internal readonly Opcode Opcode;
    internal readonly byte[] Buffer;

    /// <summary>The frame's first byte in <see cref="Buffer"/>.</summary>
    internal int Start;

    /// <summary>The frame's size in bytes.</summary>
    internal int Length;

    /// <summary>How many clients want this encoding.</summary>
    internal int Subscribers;

    /// <summary>How many frames have been built.</summary>
    internal long Count;

    /// <summary>How many bytes they had together.</summary>
    internal long TotalLength;

    private const int PayloadOffset = FrameWriter.MaxShortHeaderSize;

    internal LiveFrame(PackEncoder encoder, Opcode opcode)
    {
        Encoder = encoder;
        Opcode = opcode;
        Buffer = new byte[PayloadOffset + encoder.MaxLivePackSize];
    }

    internal void Build(LiveReadings readings)
    {
        int end = Encoder.WriteLivePack(Buffer, PayloadOffset, readings);
        Start = FrameWriter.WriteHeader(Buffer, PayloadOffset, end - PayloadOffset, Opcode, isFinal: true);
        Length = end - Start;
        Count++;
        TotalLength += Length;
    }
}
