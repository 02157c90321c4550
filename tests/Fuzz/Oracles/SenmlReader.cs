using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Reads packs with .NET's own JSON and CBOR.</summary>
internal static class SenmlReader
{
    private static readonly string[] ValueLabels = ["v", "vb", "vs"];

    internal static List<SenmlRecord> Json(ReadOnlyMemory<byte> pack)
    {
        using var document = JsonDocument.Parse(pack);
        return Resolve(document.RootElement.EnumerateArray().Select(record => record.EnumerateObject().ToDictionary(
            field => field.Name,
            field => JsonValue(field.Value))));
    }

    internal static List<SenmlRecord> Cbor(ReadOnlyMemory<byte> pack)
    {
        var reader = new CborReader(pack, CborConformanceMode.Strict);
        List<Dictionary<string, object>> records = [];
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            Dictionary<string, object> record = [];
            int count = reader.ReadStartMap()!.Value;
            for (int i = 0; i < count; i++)
            {
                string label = reader.PeekState() == CborReaderState.TextString
                    ? reader.ReadTextString() : SenmlLabels.Name(reader.ReadInt32())!;
                record.Add(label, CborValue(reader));
            }

            reader.ReadEndMap();
            records.Add(record);
        }

        reader.ReadEndArray();
        Assert.AreEqual(0, reader.BytesRemaining);
        return Resolve(records);
    }

    private static object JsonValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => value.GetDecimal(),
    };

    private static object CborValue(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.Tag:
                return reader.ReadDecimal();
            default:
                return (decimal)reader.ReadInt64();
        }
    }

    private static List<SenmlRecord> Resolve(IEnumerable<Dictionary<string, object>> records)
    {
        string baseName = string.Empty;
        decimal baseTime = 0;
        List<SenmlRecord> resolved = [];
        foreach (Dictionary<string, object> record in records)
        {
            baseName = (string)record.GetValueOrDefault("bn", baseName);
            baseTime = (decimal)record.GetValueOrDefault("bt", baseTime);
            object[] values = [.. ValueLabels.Where(record.ContainsKey).Select(label => record[label])];
            Assert.HasCount(record.ContainsKey("n") ? 1 : 0, values);
            resolved.Add(new SenmlRecord(
                baseName + record.GetValueOrDefault("n"),
                (string?)record.GetValueOrDefault("u"),
                (decimal?)record.GetValueOrDefault("ut"),
                Range(record),
                values.SingleOrDefault(),
                baseTime + (decimal)record.GetValueOrDefault("t", 0m),
                (decimal?)record.GetValueOrDefault("seq")));
        }

        return resolved;
    }

    private static SettableRange? Range(Dictionary<string, object> record)
    {
        var range = new SettableRange(
            (decimal?)record.GetValueOrDefault("min"), (decimal?)record.GetValueOrDefault("max"),
            (decimal?)record.GetValueOrDefault("step"));
        if (!record.TryGetValue("set", out object? isSettable))
        {
            Assert.AreEqual(new SettableRange(null, null, null), range);
            return null;
        }

        Assert.AreEqual(true, isSettable);
        return range;
    }
}
