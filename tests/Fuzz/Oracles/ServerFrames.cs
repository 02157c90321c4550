using System.Buffers.Binary;
using System.Text.Unicode;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Reads a server's frames and checks them by every rule of RFC 6455 that binds a server.</summary>
internal static class ServerFrames
{
    internal static Trace Read(ReadOnlySpan<byte> stream)
    {
        var trace = new Trace();
        string? kind = null;
        List<byte> message = [];
        while (!stream.IsEmpty)
        {
            Assert.AreEqual(-1, trace.End, "Nothing follows a close frame");
            ReadOnlySpan<byte> payload = Payload(stream, out int size);
            bool isFinal = stream[0] >= 0x80;
            int opcode = stream[0] & 0x0F;
            Assert.AreEqual(0, stream[0] & 0x70, "No reserved bit");
            if (opcode >= 8)
            {
                Assert.IsTrue(isFinal && payload.Length <= 125, "A control frame is short and whole");
                trace.Events.Add(Control(opcode, payload));
                trace.End = opcode == 8 ? 0 : -1;
            }
            else
            {
                Assert.AreEqual(kind != null, opcode == 0, "Fragments are in order");
                Assert.IsLessThanOrEqualTo(2, opcode, "A known opcode");
                kind ??= opcode == 1 ? "text " : "binary ";
                message.AddRange(payload);
                if (isFinal)
                {
                    Assert.IsTrue(kind != "text " || Utf8.IsValid(message.ToArray()), "Text is UTF-8");
                    trace.Events.Add(kind + Convert.ToHexString([.. message]));
                    kind = null;
                    message.Clear();
                }
            }

            stream = stream[size..];
        }

        trace.OpenMessage = message.Count > 0 ? kind + Convert.ToHexString([.. message]) : string.Empty;
        return trace;
    }

    private static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> frame, out int size)
    {
        Assert.IsGreaterThanOrEqualTo(2, frame.Length, "A frame is sent whole");
        Assert.IsLessThan(127, frame[1], "No mask, and no frame needs a long length");
        int header = frame[1] == 126 ? 4 : 2;
        Assert.IsGreaterThanOrEqualTo(header, frame.Length, "A frame is sent whole");
        int length = header == 4 ? BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) : frame[1];
        Assert.IsTrue(header == 2 || length > 125, "The length is in its shortest form");
        size = header + length;
        Assert.IsGreaterThanOrEqualTo(size, frame.Length, "A frame is sent whole");
        return frame[header..size];
    }

    private static string Control(int opcode, ReadOnlySpan<byte> payload)
    {
        switch (opcode)
        {
            case 8 when payload.IsEmpty:
                return "close 1005";
            case 8:
                Assert.AreEqual(2, payload.Length, "A close frame has a code and no reason");
                int code = BinaryPrimitives.ReadUInt16BigEndian(payload);
                Assert.IsTrue(code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999), $"Code {code}");
                return $"close {code}";
            case 9:
                return "ping " + Convert.ToHexString(payload);
            default:
                Assert.AreEqual(10, opcode, "A known opcode");
                return "pong " + Convert.ToHexString(payload);
        }
    }
}
