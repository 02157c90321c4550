namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Payloads of any length that reveal an octet that is lost, doubled or misplaced.</summary>
internal static class Payload
{
    private const int Prime = 251; // no power of two, so that no piece of a buffer's size looks like the next

    /// <summary>Printable ASCII for text; for anything else octets of all values, which are not UTF-8.</summary>
    public static byte[] Of(Opcode kind, int length)
    {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++)
        {
            int place = (i % Prime) + (i / Prime);
            payload[i] = kind == Opcode.Text ? (byte)(' ' + (place % 95)) : (byte)(0xFE - place);
        }

        return payload;
    }
}
