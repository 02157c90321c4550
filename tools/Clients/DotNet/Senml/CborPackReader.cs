using System.Formats.Cbor;
using System.Globalization;

namespace Sensorcast.Client.Senml;

/// <summary>Reads SenML-CBOR (RFC 8428 section 6).</summary>
internal static class CborPackReader
{
    /// <exception cref="PackFormatException">It is not SenML-CBOR.</exception>
    public static List<SenmlRecord> Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            var reader = new CborReader(content, CborConformanceMode.Lax);
            List<SenmlRecord> records = [];
            reader.ReadStartArray();
            while (reader.PeekState() != CborReaderState.EndArray)
            {
                records.Add(ReadRecord(reader));
            }

            reader.ReadEndArray();
            return reader.BytesRemaining > 0 ? throw new PackFormatException("something follows it") : records;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new PackFormatException(e.Message, e);
        }
    }

    private static SenmlRecord ReadRecord(CborReader reader)
    {
        var record = new SenmlRecord();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            string label = ReadLabel(reader);
            if (ReadValue(reader) is ReadingValue value)
            {
                record.Set(label, value);
            }
            else if (reader.PeekState() == CborReaderState.StartArray)
            {
                record.Set(label, ReadTexts(reader.ReadEncodedValue()));
            }
            else
            {
                SenmlRecord.Ignore(label);
                reader.SkipValue();
            }
        }

        reader.ReadEndMap();
        return record;
    }

    /// <returns>The texts of an array; none if it has any other item.</returns>
    private static List<string> ReadTexts(ReadOnlyMemory<byte> array)
    {
        var reader = new CborReader(array, CborConformanceMode.Lax);
        List<string> texts = [];
        reader.ReadStartArray();
        while (reader.PeekState() == CborReaderState.TextString)
        {
            texts.Add(reader.ReadTextString());
        }

        return reader.PeekState() == CborReaderState.EndArray ? texts : [];
    }

    private static string ReadLabel(CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.TextString)
        {
            return reader.ReadTextString();
        }

        int number = reader.ReadInt32();
        return SenmlLabels.NameOf(number) ?? number.ToString(CultureInfo.InvariantCulture);
    }

    /// <returns><see langword="null"/> for an item that is neither a number, a boolean, a text nor bytes.</returns>
    private static ReadingValue? ReadValue(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return (decimal)reader.ReadUInt64();
            case CborReaderState.NegativeInteger:
                return (decimal)reader.ReadInt64();
            case CborReaderState.Tag when reader.PeekTag() == CborTag.DecimalFraction:
                return reader.ReadDecimal();
            case CborReaderState.HalfPrecisionFloat:
                return Exact(((float)reader.ReadHalf()).ToString("R", CultureInfo.InvariantCulture));
            case CborReaderState.SinglePrecisionFloat:
                return Exact(reader.ReadSingle().ToString("R", CultureInfo.InvariantCulture));
            case CborReaderState.DoublePrecisionFloat:
                return Exact(reader.ReadDouble().ToString("R", CultureInfo.InvariantCulture));
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.ByteString:
                return ReadingValue.FromData(reader.ReadByteString());
            default:
                return null;
        }
    }

    /// <summary>A binary fraction stands for the shortest decimal that rounds to it.</summary>
    private static decimal Exact(string shortest) => decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture);
}
