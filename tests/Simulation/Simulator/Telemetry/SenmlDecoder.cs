using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>Decodes packs by means of libraries that are not ours. Throws <see cref="FormatException"/> for what is no SenML.</summary>
internal static class SenmlDecoder
{
    public static SenmlRecord[] DecodeJson(ReadOnlySpan<byte> payload)
    {
        var records = new List<SenmlRecord>();
        var reader = new Utf8JsonReader(payload);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var record = new SenmlRecord();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string label = reader.GetString()!;
                reader.Read();
                switch (label)
                {
                    case "bn": record.BaseName = reader.GetString(); break;
                    case "bt": record.BaseTime = reader.GetDecimal(); break;
                    case "seq": record.Sequence = reader.GetInt64(); break;
                    case "n": record.Name = reader.GetString()!; break;
                    case "u": record.Unit = reader.GetString(); break;
                    case "ut": record.UpdateTime = reader.GetDecimal(); break;
                    case "v": record.Value = reader.GetDecimal(); break;
                    case "vb": record.Value = reader.GetBoolean(); break;
                    case "vs": record.Value = reader.GetString(); break;
                    case "set": record.IsSettable = reader.GetBoolean(); break;
                    case "min": record.Min = reader.GetDecimal(); break;
                    case "max": record.Max = reader.GetDecimal(); break;
                    case "step": record.Step = reader.GetDecimal(); break;
                    case "t": record.Time = reader.GetDecimal(); break;
                    default: throw new FormatException("label " + label);
                }
            }

            records.Add(record);
        }

        Expect(reader.TokenType == JsonTokenType.EndArray && !reader.Read());
        return [.. records];
    }

    public static SenmlRecord[] DecodeCbor(ReadOnlySpan<byte> payload)
    {
        var records = new List<SenmlRecord>();
        var reader = new CborReader(payload.ToArray(), CborConformanceMode.Strict);
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            var record = new SenmlRecord();
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                ReadField(reader, record);
            }

            reader.ReadEndMap();
            records.Add(record);
        }

        reader.ReadEndArray();
        Expect(reader.BytesRemaining == 0);
        return [.. records];
    }

    private static void ReadField(CborReader reader, SenmlRecord record)
    {
        if (reader.PeekState() == CborReaderState.TextString)
        {
            ReadExtension(reader, record);
            return;
        }

        int label = reader.ReadInt32();
        switch (label)
        {
            case -2: record.BaseName = reader.ReadTextString(); break;
            case -3: record.BaseTime = ReadNumber(reader); break;
            case 0: record.Name = reader.ReadTextString(); break;
            case 1: record.Unit = reader.ReadTextString(); break;
            case 2: record.Value = ReadNumber(reader); break;
            case 3: record.Value = reader.ReadTextString(); break;
            case 4: record.Value = reader.ReadBoolean(); break;
            case 6: record.Time = ReadNumber(reader); break;
            case 7: record.UpdateTime = ReadNumber(reader); break;
            default: throw new FormatException("label " + label);
        }
    }

    private static void ReadExtension(CborReader reader, SenmlRecord record)
    {
        string label = reader.ReadTextString();
        switch (label)
        {
            case "seq": record.Sequence = reader.ReadInt64(); break;
            case "set": record.IsSettable = reader.ReadBoolean(); break;
            case "min": record.Min = ReadNumber(reader); break;
            case "max": record.Max = ReadNumber(reader); break;
            case "step": record.Step = ReadNumber(reader); break;
            default: throw new FormatException("label " + label);
        }
    }

    private static decimal ReadNumber(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Tag)
        {
            return reader.ReadInt64();
        }

        Expect(reader.ReadTag() == CborTag.DecimalFraction);
        reader.ReadStartArray();
        int exponent = reader.ReadInt32();
        long mantissa = reader.ReadInt64();
        reader.ReadEndArray();
        return Scale(mantissa, exponent);
    }

    /// <summary>The mantissa times ten to the power of the exponent, exactly.</summary>
    public static decimal Scale(long mantissa, int exponent)
    {
        decimal factor = 1;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            factor *= 10;
        }

        return exponent < 0 ? mantissa / factor : mantissa * factor;
    }

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new FormatException("not a SenML pack");
        }
    }
}
