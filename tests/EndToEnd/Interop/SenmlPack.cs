using System.Formats.Cbor;
using System.Text.Json;

namespace Sensorcast.Tests.InteropTests;

/// <summary>A SenML pack, read by .NET's own CBOR and JSON, numbers as exact decimals.</summary>
internal sealed record SenmlPack(long? Sequence, decimal BaseTime, IReadOnlyList<SenmlRecord> Records)
{
    /// <summary>The labels of RFC 8428 section 6 in the numbers that stand for them in CBOR.</summary>
    private static readonly Dictionary<int, string> Labels = new()
    {
        [-2] = "bn",
        [-3] = "bt",
        [0] = "n",
        [1] = "u",
        [2] = "v",
        [3] = "vs",
        [4] = "vb",
        [6] = "t",
        [7] = "ut",
    };

    public static SenmlPack From(Message message) => message.IsText ? FromJson(message.Content) : FromCbor(message.Content);

    private static SenmlPack FromJson(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return Resolve(document.RootElement.EnumerateArray().Select(static record => record.EnumerateObject().ToDictionary(
            static field => field.Name,
            static object (field) => field.Value.ValueKind switch
            {
                JsonValueKind.String => field.Value.GetString()!,
                JsonValueKind.True or JsonValueKind.False => field.Value.GetBoolean(),
                _ => field.Value.GetDecimal(),
            })));
    }

    private static SenmlPack FromCbor(byte[] content)
    {
        var reader = new CborReader(content, CborConformanceMode.Strict);
        List<Dictionary<string, object>> records = [];
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            Dictionary<string, object> fields = [];
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                string label = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : Labels[reader.ReadInt32()];
                fields.Add(label, reader.PeekState() switch
                {
                    CborReaderState.TextString => reader.ReadTextString(),
                    CborReaderState.Boolean => reader.ReadBoolean(),
                    CborReaderState.Tag => reader.ReadDecimal(),
                    _ => (decimal)reader.ReadInt64(),
                });
            }

            reader.ReadEndMap();
            records.Add(fields);
        }

        reader.ReadEndArray();
        Assert.AreEqual(0, reader.BytesRemaining);
        return Resolve(records);
    }

    private static SenmlPack Resolve(IEnumerable<Dictionary<string, object>> records)
    {
        string baseName = "";
        decimal baseTime = 0;
        decimal? sequence = null;
        List<SenmlRecord> resolved = [];
        foreach (Dictionary<string, object> fields in records)
        {
            decimal? Number(string label) => fields.TryGetValue(label, out object? value) ? (decimal)value : null;
            string? Text(string label) => fields.TryGetValue(label, out object? value) ? (string)value : null;

            baseName = Text("bn") ?? baseName;
            baseTime = Number("bt") ?? baseTime;
            sequence ??= Number("seq");
            object? value = fields.GetValueOrDefault("v") ?? fields.GetValueOrDefault("vb") ?? fields.GetValueOrDefault("vs");
            if (value is null)
            {
                // A record of base fields alone, in the first pack of a server that has not read anything yet.
                Assert.IsFalse(fields.ContainsKey("n"));
                continue;
            }

            SettableRange? range = fields.ContainsKey("set") ? new(Number("min"), Number("max"), Number("step")) : null;
            resolved.Add(new(baseName + Text("n"), baseTime + (Number("t") ?? 0), value, Text("u"), Number("ut"), range));
        }

        return new((long?)sequence, baseTime, resolved);
    }
}
