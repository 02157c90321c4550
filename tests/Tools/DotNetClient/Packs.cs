using System.Buffers.Text;
using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using Sensorcast.Client;
using Sensorcast.Client.Senml;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>Reads packs as a client does, and translates them from one encoding to the other.</summary>
internal static class Packs
{
    /// <summary>When the packs of these tests arrive.</summary>
    public static readonly DateTimeOffset Arrival = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Labels = ["bver", "bn", "bt", "bu", "bv", "bs"];
    private static readonly string[] LabelsFromZero = ["n", "u", "v", "vs", "vb", "s", "t", "ut", "vd"];

    public static Pack Read(string json, IDictionary<string, ChannelInfo>? channels = null) =>
        PackResolver.Resolve(Encoding.UTF8.GetBytes(json), SenmlEncoding.Json, Arrival, channels ?? new Dictionary<string, ChannelInfo>());

    public static Pack Read(byte[] cbor, IDictionary<string, ChannelInfo>? channels = null) =>
        PackResolver.Resolve(cbor, SenmlEncoding.Cbor, Arrival, channels ?? new Dictionary<string, ChannelInfo>());

    /// <summary>Writes SenML-JSON as SenML-CBOR, label by label.</summary>
    public static byte[] ToCbor(string json)
    {
        using var document = JsonDocument.Parse(json);
        var writer = new CborWriter(CborConformanceMode.Lax);
        Write(writer, document.RootElement, null);
        return writer.Encode();
    }

    private static void Write(CborWriter writer, JsonElement element, string? label)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                writer.WriteStartArray(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, null);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartMap(element.EnumerateObject().Count());
                foreach (JsonProperty field in element.EnumerateObject())
                {
                    WriteLabel(writer, field.Name);
                    Write(writer, field.Value, field.Name);
                }

                writer.WriteEndMap();
                break;
            case JsonValueKind.String when label == "vd":
                writer.WriteByteString(Base64Url.DecodeFromChars(element.GetString()));
                break;
            case JsonValueKind.String:
                writer.WriteTextString(element.GetString()!);
                break;
            case JsonValueKind.Number when element.TryGetInt64(out long number):
                writer.WriteInt64(number);
                break;
            case JsonValueKind.Number:
                writer.WriteDecimal(element.GetDecimal());
                break;
            default:
                writer.WriteBoolean(element.GetBoolean());
                break;
        }
    }

    private static void WriteLabel(CborWriter writer, string label)
    {
        if (Array.IndexOf(Labels, label) is >= 0 and int index)
        {
            writer.WriteInt32(-1 - index);
        }
        else if (Array.IndexOf(LabelsFromZero, label) is >= 0 and int number)
        {
            writer.WriteInt32(number);
        }
        else
        {
            writer.WriteTextString(label);
        }
    }
}
