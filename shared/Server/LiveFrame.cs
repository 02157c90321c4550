using System;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// The newest live pack in one encoding, as the frame that goes to every client of that encoding: built once, in place.
/// </summary>
internal sealed class LiveFrame
{
    private const int PayloadOffset = FrameWriter.MaxShortHeaderSize;

    internal LiveFrame(PackEncoder encoder, Opcode opcode)
    {
        if (encoder.MaxLivePackSize > SensorServer.MaxSendSize - PayloadOffset)
        {
            throw new ArgumentException("The channels do not fit into one pack: use fewer or shorter names");
        }

        Encoder = encoder;
        Opcode = opcode;
        Buffer = new byte[PayloadOffset + encoder.MaxLivePackSize];
    }

    internal PackEncoder Encoder { get; }

    internal Opcode Opcode { get; }

    /// <summary>How many clients want this encoding.</summary>
    internal int Subscribers { get; set; }

    internal byte[] Buffer { get; }

    /// <summary>The frame's first byte in <see cref="Buffer"/>.</summary>
    internal int Start { get; private set; }

    /// <summary>The frame's size in bytes.</summary>
    internal int Length { get; private set; }

    internal void Build(LiveReadings readings)
    {
        int end = Encoder.WriteLivePack(Buffer, PayloadOffset, readings);
        Start = FrameWriter.WriteHeader(Buffer, PayloadOffset, end - PayloadOffset, Opcode, isFinal: true);
        Length = end - Start;
    }
}
