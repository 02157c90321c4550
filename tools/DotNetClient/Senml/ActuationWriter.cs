using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Client.Senml;

/// <summary>Writes the packs that a client sends: a sequence number to be acknowledged, and what to set.</summary>
internal static class ActuationWriter
{
    /// <param name="encoding">What to write.</param>
    /// <param name="sequence">The number that the acknowledgement will have.</param>
    /// <param name="name">The full name of what to set, or <see langword="null"/> to set nothing.</param>
    /// <param name="value">What to set it to.</param>
    public static byte[] Write(SenmlEncoding encoding, uint sequence, string? name, ReadingValue value) =>
        encoding == SenmlEncoding.Json ? WriteJson(sequence, name, value) : WriteCbor(sequence, name, value);

    private static byte[] WriteJson(uint sequence, string? name, ReadingValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteNumber("seq", sequence);
            if (name is not null)
            {
                writer.WriteString("n", name);
                SenmlJson.WriteValue(writer, value);
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static byte[] WriteCbor(uint sequence, string? name, ReadingValue value)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(1);
        writer.WriteStartMap(name is null ? 1 : 3);
        writer.WriteTextString("seq");
        writer.WriteUInt32(sequence);
        if (name is not null)
        {
            writer.WriteInt32(SenmlLabels.Name);
            writer.WriteTextString(name);
            WriteCborValue(writer, value);
        }

        writer.WriteEndMap();
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void WriteCborValue(CborWriter writer, ReadingValue value)
    {
        switch (value.Kind)
        {
            case ReadingKind.Boolean:
                writer.WriteInt32(SenmlLabels.BooleanValue);
                writer.WriteBoolean(value.Boolean);
                break;
            case ReadingKind.Text:
                writer.WriteInt32(SenmlLabels.StringValue);
                writer.WriteTextString(value.Text);
                break;
            case ReadingKind.Data:
                writer.WriteInt32(SenmlLabels.DataValue);
                writer.WriteByteString(value.ToData());
                break;
            default:
                writer.WriteInt32(SenmlLabels.Value);
                WriteCborNumber(writer, value.Number);
                break;
        }
    }

    /// <summary>
    /// Writes an integer or a decimal fraction. <see cref="CborWriter.WriteDecimal"/> would write a negative mantissa as a bignum, which boards
    /// do not read.
    /// </summary>
    private static void WriteCborNumber(CborWriter writer, decimal number)
    {
        decimal mantissa = number;
        int exponent = 0;
        while (mantissa != decimal.Truncate(mantissa))
        {
            mantissa *= 10;
            exponent--;
        }

        if (mantissa is < long.MinValue or > long.MaxValue)
        {
            writer.WriteDecimal(number);
            return;
        }

        if (exponent != 0)
        {
            writer.WriteTag(CborTag.DecimalFraction);
            writer.WriteStartArray(2);
            writer.WriteInt32(exponent);
        }

        writer.WriteInt64((long)mantissa);
        if (exponent != 0)
        {
            writer.WriteEndArray();
        }
    }
}
