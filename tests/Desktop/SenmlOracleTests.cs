using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Desktop;

/// <summary>The packs as third-party decoders read them: values to the last digit.</summary>
[TestClass]
public class SenmlOracleTests
{
    private const int BaseName = -2;
    private const int BaseTime = -3;
    private const int Name = 0;
    private const int Unit = 1;
    private const int Value = 2;
    private const int Time = 6;
    private const int UpdateTime = 7;

    private static readonly int[] Values =
        [0, 1, -1, 9, 10, 23, 24, -24, -25, 255, 256, -256, -257, 65535, 65536, 2157, -4000, int.MaxValue, int.MinValue];

    [TestMethod]
    public void Cbor_values_are_exact_in_every_exponent()
    {
        ForEachValue((channels, readings, expected) =>
        {
            var encoder = new CborPackEncoder(channels, "base:");
            byte[] buffer = new byte[encoder.MaxLivePackSize];
            int end = encoder.WriteLivePack(buffer, 0, readings);

            var reader = new CborReader(buffer.AsMemory(0, end), CborConformanceMode.Strict);
            Assert.AreEqual(1, reader.ReadStartArray());
            Dictionary<object, object> record = ReadRecord(reader);
            reader.ReadEndArray();
            Assert.AreEqual(0, reader.BytesRemaining);
            Assert.AreEqual("base:", record[BaseName]);
            Assert.AreEqual(1700000000.123m, record[BaseTime]);
            Assert.AreEqual(77m, record["seq"]);
            Assert.AreEqual("x", record[Name]);
            Assert.AreEqual(expected, record[Value]);
        });
    }

    [TestMethod]
    public void Json_values_are_exact_in_every_exponent()
    {
        ForEachValue((channels, readings, expected) =>
        {
            var encoder = new JsonPackEncoder(channels, "base:");
            byte[] buffer = new byte[encoder.MaxLivePackSize];
            int end = encoder.WriteLivePack(buffer, 0, readings);

            using var document = JsonDocument.Parse(buffer.AsMemory(0, end));
            JsonElement record = document.RootElement[0];
            Assert.AreEqual("base:", record.GetProperty("bn").GetString());
            Assert.AreEqual(1700000000.123m, record.GetProperty("bt").GetDecimal());
            Assert.AreEqual(77, record.GetProperty("seq").GetInt32());
            Assert.AreEqual("x", record.GetProperty("n").GetString());
            Assert.AreEqual(expected, record.GetProperty("v").GetDecimal());
        });
    }

    [TestMethod]
    public void First_packs_of_both_encodings_say_the_same()
    {
        Channel[] channels =
        [
            new("temperature", "Cel", -2, 500, new CountingSensor()),
            new("level", "m", 0, 60000, new CountingSensor()),
        ];
        for (int c = 0; c < channels.Length; c++)
        {
            channels[c].KeepHistory(100);
            for (int i = 0; i < 120; i++)
            {
                channels[c].History.Append((i * 7919) - 400000, (i * 500) + c);
            }
        }

        List<string> json = ReadJson(FirstPack(new JsonPackEncoder(channels, "base:")));
        List<string> cbor = ReadCbor(FirstPack(new CborPackEncoder(channels, "base:")));
        Assert.HasCount(200, json);
        CollectionAssert.AreEqual(json, cbor);
        Assert.AreEqual("base:temperature Cel 0.5 -2416.20 1699999950.123", json[0]);
    }

    private static void ForEachValue(Action<Channel[], LiveReadings, decimal> check)
    {
        for (int exponent = -Channel.MaxExponent; exponent <= Channel.MaxExponent; exponent++)
        {
            foreach (int value in Values)
            {
                Channel[] channels = [new("x", "V", exponent, 1000, new CountingSensor())];
                channels[0].KeepHistory(2);
                channels[0].History.Append(0, 0);
                channels[0].History.Append(value, 1000);
                var readings = new LiveReadings(1);
                readings.Add(0, value, isIntroduction: false);
                readings.Stamp(1700000000123000, 77);
                check(channels, readings, value * Power(exponent));
            }
        }
    }

    private static decimal Power(int exponent) =>
        exponent < 0 ? new decimal(1, 0, 0, false, (byte)-exponent) : (decimal)Math.Pow(10, exponent);

    private static byte[] FirstPack(PackEncoder encoder)
    {
        var cursor = new FirstPackCursor();
        cursor.Start(60000, 1700000000123000);
        byte[] buffer = new byte[65536];
        int end = encoder.WriteFirstPack(buffer, 0, buffer.Length, cursor);
        Assert.IsTrue(cursor.IsDone);
        return buffer[..end];
    }

    /// <summary>Each record as "name unit update-time value time", with the base fields so far (RFC 8428 section 4.6).</summary>
    private static List<string> ReadJson(byte[] pack)
    {
        using var document = JsonDocument.Parse(pack);
        string baseName = "";
        decimal baseTime = 0;
        List<string> lines = [];
        foreach (JsonElement record in document.RootElement.EnumerateArray())
        {
            baseName = record.TryGetProperty("bn", out JsonElement bn) ? bn.GetString()! : baseName;
            baseTime = record.TryGetProperty("bt", out JsonElement bt) ? bt.GetDecimal() : baseTime;
            decimal time = record.TryGetProperty("t", out JsonElement t) ? t.GetDecimal() : 0;
            string unit = record.TryGetProperty("u", out JsonElement u) ? u.GetString()! : "-";
            decimal? updateTime = record.TryGetProperty("ut", out JsonElement ut) ? ut.GetDecimal() : null;
            lines.Add(
                Line(baseName + record.GetProperty("n").GetString(), unit, updateTime, record.GetProperty("v").GetDecimal(),
                    baseTime + time));
        }

        return lines;
    }

    private static List<string> ReadCbor(byte[] pack)
    {
        var reader = new CborReader(pack);
        Assert.IsNull(reader.ReadStartArray());
        string baseName = "";
        decimal baseTime = 0;
        List<string> lines = [];
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            Dictionary<object, object> record = ReadRecord(reader);
            baseName = (string)record.GetValueOrDefault(BaseName, baseName);
            baseTime = (decimal)record.GetValueOrDefault(BaseTime, baseTime);
            string unit = (string)record.GetValueOrDefault(Unit, "-");
            decimal? updateTime = record.TryGetValue(UpdateTime, out object? ut) ? (decimal)ut : null;
            decimal time = (decimal)record.GetValueOrDefault(Time, 0m);
            lines.Add(Line(baseName + record[Name], unit, updateTime, (decimal)record[Value], baseTime + time));
        }

        reader.ReadEndArray();
        Assert.AreEqual(0, reader.BytesRemaining);
        return lines;
    }

    private static Dictionary<object, object> ReadRecord(CborReader reader)
    {
        var record = new Dictionary<object, object>();
        int? count = reader.ReadStartMap();
        for (int i = 0; i < count; i++)
        {
            object label = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : reader.ReadInt32();
            record.Add(label, ReadValue(reader));
        }

        reader.ReadEndMap();
        return record;
    }

    private static object ReadValue(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.TextString:
                return reader.ReadTextString();
            case CborReaderState.Tag:
                // CborReader.ReadDecimal stops at 28 digits, which no reading reaches.
                return reader.ReadDecimal();
            default:
                return (decimal)reader.ReadInt64();
        }
    }

    private static string Line(string name, string unit, decimal? updateTime, decimal value, decimal time) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {unit} {updateTime:0.###} {value:0.00} {time:0.000}");
}
