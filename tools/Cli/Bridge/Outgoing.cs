using System.Text;

namespace Sensorcast.Cli.Bridge;

/// <summary>A message for the broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">What it says.</param>
/// <param name="ContentType">The media type of what it says.</param>
/// <param name="IsRetained">Whether the broker keeps it for later subscribers.</param>
/// <param name="MustArrive">Whether it is sent again if the broker has not acknowledged it; otherwise a newer one replaces it.</param>
/// <param name="CorrelationData">The command's correlation data, for its result.</param>
internal sealed record Outgoing(
    string Topic, ReadOnlyMemory<byte> Payload, string ContentType, bool IsRetained, bool MustArrive, byte[]? CorrelationData = null)
{
    public const string SenmlJson = "application/senml+json";
    public const string SenmlCbor = "application/senml+cbor";
    public const string Json = "application/json";
    public const string Text = "text/plain";

    /// <summary>The size of the PUBLISH packet in bytes (MQTT 5 section 3.3), with its properties.</summary>
    public long PacketSize
    {
        get
        {
            const int TwoByteLength = 2;
            const int PropertyIdentifier = 1;
            int properties = PropertyIdentifier + TwoByteLength + Encoding.UTF8.GetByteCount(ContentType)
                + (CorrelationData is { Length: > 0 } data ? PropertyIdentifier + TwoByteLength + data.Length : 0);
            const int PacketIdentifier = 2;
            long rest = TwoByteLength + Encoding.UTF8.GetByteCount(Topic) + PacketIdentifier
                + LengthOfInteger(properties) + properties + Payload.Length;
            return 1 + LengthOfInteger(rest) + rest;
        }
    }

    /// <summary>The length of a variable byte integer: 7 bits a byte.</summary>
    private static int LengthOfInteger(long number) => number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : number < 1 << 21 ? 3 : 4;
}
