using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Client.Senml;

/// <summary>Writes the packs that a client sends: a sequence number to be acknowledged, and what to set.</summary>
internal static class ActuationWriter
{
    /// <param name="encoding">The encoding.</param>
    /// <param name="sequence">The number that the acknowledgement will have.</param>
    /// <param name="settings">The values to set, by full names; may be empty.</param>
    public static byte[] Write(SenmlEncoding encoding, uint sequence, IReadOnlyList<KeyValuePair<string, ReadingValue>> settings) =>
        encoding == SenmlEncoding.Json ? WriteJson(sequence, settings) : WriteCbor(sequence, settings);

    private static byte[] WriteJson(uint sequence, IReadOnlyList<KeyValuePair<string, ReadingValue>> settings)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            for (int i = 0; i < Math.Max(1, settings.Count); i++)
            {
                writer.WriteStartObject();
                if (i == 0)
                {
                    writer.WriteNumber("seq", sequence);
                }

                if (i < settings.Count)
                {
                    writer.WriteString("n", settings[i].Key);
                    SenmlJson.WriteValue(writer, settings[i].Value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    private static byte[] WriteCbor(uint sequence, IReadOnlyList<KeyValuePair<string, ReadingValue>> settings)
    {
        var writer = new CborWriter();
        int records = Math.Max(1, settings.Count);
        writer.WriteStartArray(records);
        for (int i = 0; i < records; i++)
        {
            bool sets = i < settings.Count;
            writer.WriteStartMap((i == 0 ? 1 : 0) + (sets ? 2 : 0));
            if (i == 0)
            {
                writer.WriteTextString("seq");
                writer.WriteUInt32(sequence);
            }

            if (sets)
            {
                writer.WriteInt32(SenmlLabels.Name);
                writer.WriteTextString(settings[i].Key);
                WriteCborValue(writer, settings[i].Value);
            }

            writer.WriteEndMap();
        }

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
    /// Writes an integer or a decimal fraction. <see cref="CborWriter.WriteDecimal"/> would write a negative mantissa as a bignum, which
    /// boards do not read.
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
