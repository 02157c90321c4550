using System.Text.Json;

namespace Sensorcast.Client.Senml;

/// <summary>Reads SenML-JSON (RFC 8428 section 5).</summary>
internal static class JsonPackReader
{
    /// <exception cref="PackFormatException">It is not SenML-JSON.</exception>
    public static List<SenmlRecord> Read(ReadOnlySpan<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(content);
            List<SenmlRecord> records = [];
            Expect(ref reader, JsonTokenType.StartArray);
            while (Next(ref reader) != JsonTokenType.EndArray)
            {
                records.Add(ReadRecord(ref reader));
            }

            return reader.Read() ? throw new PackFormatException("something follows it") : records;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new PackFormatException(e.Message, e);
        }
    }

    private static SenmlRecord ReadRecord(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new PackFormatException("a record is not an object");
        }

        var record = new SenmlRecord();
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            string label = reader.GetString()!;
            switch (Next(ref reader))
            {
                case JsonTokenType.Number:
                    record.Set(label, reader.GetDecimal());
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    record.Set(label, reader.GetBoolean());
                    break;
                case JsonTokenType.String:
                    record.Set(label, reader.GetString()!);
                    break;
                case JsonTokenType.StartArray:
                    record.Set(label, ReadTexts(ref reader));
                    break;
                default:
                    SenmlRecord.Ignore(label);
                    reader.Skip();
                    break;
            }
        }

        return record;
    }

    /// <returns>The texts of an array; none if it has any other item.</returns>
    private static List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        List<string> texts = [];
        bool isOfTexts = true;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            isOfTexts &= reader.TokenType == JsonTokenType.String;
            if (isOfTexts)
            {
                texts.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }

        return isOfTexts ? texts : [];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type)
        {
            throw new PackFormatException("it is not an array");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new PackFormatException("it ends too early");
}
