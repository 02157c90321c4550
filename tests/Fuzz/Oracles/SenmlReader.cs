using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Reads packs with .NET's own JSON and CBOR.</summary>
internal static class SenmlReader
{
    private static readonly Dictionary<int, string> Labels =
        new() { [-2] = "bn", [-3] = "bt", [0] = "n", [1] = "u", [2] = "v", [6] = "t", [7] = "ut" };

    internal static List<SenmlRecord> Json(ReadOnlyMemory<byte> pack)
    {
        using var document = JsonDocument.Parse(pack);
        return Resolve(document.RootElement.EnumerateArray().Select(record => record.EnumerateObject().ToDictionary(
            field => field.Name,
            field => field.Value.ValueKind == JsonValueKind.String ? (object)field.Value.GetString()! : field.Value.GetDecimal())));
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
                string label = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : Labels[reader.ReadInt32()];
                record.Add(label, CborValue(reader));
            }

            reader.ReadEndMap();
            records.Add(record);
        }

        reader.ReadEndArray();
        Assert.AreEqual(0, reader.BytesRemaining);
        return Resolve(records);
    }

    private static object CborValue(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.TextString:
                return reader.ReadTextString();
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
            resolved.Add(new SenmlRecord(
                baseName + record["n"],
                (string?)record.GetValueOrDefault("u"),
                (decimal?)record.GetValueOrDefault("ut"),
                (decimal)record["v"],
                baseTime + (decimal)record.GetValueOrDefault("t", 0m),
                (decimal?)record.GetValueOrDefault("seq")));
        }

        return resolved;
    }
}
