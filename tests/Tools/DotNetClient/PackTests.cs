using System.Globalization;
using System.Text;
using Sensorcast.Client;
using Sensorcast.Client.Senml;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>The meaning of a board's packs, and messages that are not valid.</summary>
[TestClass]
public class PackTests
{
    [TestMethod]
    public void A_first_pack_is_history_with_units_and_limits()
    {
        const string First = """
            [{"bn":"board:","bt":1763877600.125,"n":"temperature","u":"Cel","ut":1,"v":21.50,"t":-1.000},
             {"n":"temperature","v":21.58},
             {"n":"lamp","ut":0.5,"set":true,"vb":false},
             {"n":"level","u":"/","ut":2,"set":true,"min":0,"max":1,"step":0.01,"v":0.25},
             {"n":"mode","ut":2,"set":true,"vs":"auto"}]
            """;
        Dictionary<string, ChannelInfo> channels = [];

        Pack pack = Packs.Read(First, channels);

        Assert.IsNull(pack.Sequence);
        Assert.AreEqual("board:", pack.BaseName);
        Assert.IsTrue(pack.Readings.All(reading => reading.IsHistory));
        Assert.AreEqual("21.50", pack.Readings[0].Value.ToString(), "The digits are the board's.");
        Assert.AreEqual("temperature", pack.ChannelOf(pack.Readings[0]));
        Assert.AreEqual("Cel", pack.Readings[1].Unit, "A later record does not repeat the unit.");
        Assert.AreEqual(TimeSpan.FromSeconds(1), pack.Readings[1].Time - pack.Readings[0].Time);
        Assert.AreEqual(
            new ChannelInfo("board:temperature", "Cel", TimeSpan.FromSeconds(1), false, null, null, null), channels["board:temperature"]);
        Assert.AreEqual(new ChannelInfo("board:lamp", null, TimeSpan.FromSeconds(0.5), true, null, null, null), channels["board:lamp"]);
        Assert.AreEqual(new ChannelInfo("board:level", "/", TimeSpan.FromSeconds(2), true, 0, 1, 0.01m), channels["board:level"]);

        Pack live =
            Packs.Read("""[{"bn":"board:","bt":1763877601.125,"seq":7,"n":"temperature","v":22},{"n":"mode","vs":"off"}]""", channels);

        Assert.AreEqual(7, live.Sequence);
        Assert.AreEqual(new Reading("board:temperature", pack.Readings[1].Time.AddSeconds(1), 22m, "Cel", false), live.Readings[0]);
        Assert.AreEqual(ReadingKind.Text, live.Readings[1].Value.Kind);
    }

    [TestMethod]
    public void A_channel_says_what_it_is()
    {
        const string First = """
            [{"bn":"b:","bt":1763877600,"n":"a","u":"Cel","ut":1,"title":"Living room","group":"Ground floor","kind":"temperature",
              "low":10.0,"high":30.0,"warnlow":8,"warnhigh":28,"alarmlow":5.0,"alarmhigh":40,"v":21.5},
             {"n":"b","ut":1,"title":7,"group":true,"kind":1.5,"low":"x","alarmhigh":false,"v":1}]
            """;
        Dictionary<string, ChannelInfo> json = [];
        Dictionary<string, ChannelInfo> cbor = [];

        Packs.Read(First, json);
        Packs.Read(Packs.ToCbor(First), cbor);

        var described = new ChannelInfo("b:a", "Cel", TimeSpan.FromSeconds(1), false, null, null, null)
        {
            Title = "Living room",
            Group = "Ground floor",
            Kind = "temperature",
            Low = 10,
            High = 30,
            WarnLow = 8,
            WarnHigh = 28,
            AlarmLow = 5,
            AlarmHigh = 40,
        };
        Assert.AreEqual(described, json["b:a"]);
        Assert.AreEqual(described, cbor["b:a"]);
        Assert.AreEqual(
            new ChannelInfo("b:b", null, TimeSpan.FromSeconds(1), false, null, null, null), json["b:b"],
            "A field of the wrong type is left out.");
    }

    [TestMethod]
    public void A_batch_has_a_time_for_each_reading()
    {
        const string Batch = """
            [{"bn":"dev:","bt":1763877601.125,"seq":119,"n":"vibration","v":-0.314,"t":-0.002},{"n":"vibration","v":-0.310,"t":-0.001},{"n":"vibration","v":0.1}]
            """;

        Reading[] readings = [.. Packs.Read(Batch).Readings];

        Assert.AreEqual("123 124 125", string.Join(' ', readings.Select(reading => reading.Time.Millisecond)));
        Assert.IsTrue(readings.All(reading => reading.Name == "dev:vibration" && !reading.IsHistory));
    }

    [TestMethod]
    public void Times_are_relative_without_a_clock()
    {
        Pack pack = Packs.Read("""[{"bn":"b:","n":"a","t":-2.5,"v":1},{"n":"a","v":2}]""");

        Assert.AreEqual(Packs.Arrival.AddSeconds(-2.5), pack.Readings[0].Time);
        Assert.AreEqual(Packs.Arrival, pack.Readings[1].Time);
    }

    [TestMethod]
    public void A_base_value_is_added()
    {
        Pack pack = Packs.Read("""[{"bn":"b:","bv":20,"bt":1763877601},{"n":"a","v":1.5},{"n":"b","vb":true},{"n":"s","s":3}]""");

        Assert.HasCount(2, pack.Readings, "A record of base values or a sum is no reading.");
        Assert.AreEqual(21.5m, pack.Readings[0].Value.Number);
        Assert.IsTrue(pack.Readings[1].Value.Boolean);
    }

    [TestMethod]
    [DataRow("""[{"n":"a","v":1,"other":[1,{"x":2}],"more":null}]""", DisplayName = "unknown labels")]
    [DataRow("""[]""", DisplayName = "no record")]
    [DataRow("""[{"n":"a","bver":10,"v":1e2}]""", DisplayName = "the newest version, and an exponent")]
    public void Is_understood(string json)
    {
        Packs.Read(json);
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("{}", DisplayName = "an object")]
    [DataRow("[1]", DisplayName = "no records")]
    [DataRow("[{\"n\":\"a\",\"v\":1}", DisplayName = "cut")]
    [DataRow("[{\"n\":\"a\",\"v\":1}]]", DisplayName = "too long")]
    [DataRow("[{\"n\":\"a\",\"v\":\"1\"}]", DisplayName = "text as a number")]
    [DataRow("[{\"n\":\"a\",\"vb\":1}]", DisplayName = "a number as a truth value")]
    [DataRow("[{\"n\":\"a\",\"v\":1,\"vb\":true}]", DisplayName = "two values")]
    [DataRow("[{\"v\":1}]", DisplayName = "no name")]
    [DataRow("[{\"n\":\"a\",\"v\":1e40}]", DisplayName = "a number that no decimal holds")]
    [DataRow("[{\"n\":\"a\",\"t\":1e20,\"v\":1}]", DisplayName = "the end of time")]
    [DataRow("[{\"n\":\"a\",\"must_\":1,\"v\":1}]", DisplayName = "a label that must be understood")]
    [DataRow("[{\"n\":\"a\",\"must_\":[],\"v\":1}]", DisplayName = "a label that must be understood, with a list")]
    [DataRow("[{\"n\":\"a\",\"bver\":11,\"v\":1}]", DisplayName = "a newer version")]
    [DataRow("[{\"n\":\"a\",\"vd\":\"=\"}]", DisplayName = "no base64url")]
    public void Is_refused(string json)
    {
        Assert.ThrowsExactly<PackFormatException>(() => Packs.Read(json));
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("A0", DisplayName = "a map")]
    [DataRow("8101", DisplayName = "no records")]
    [DataRow("81A2006161", DisplayName = "cut")]
    [DataRow("81A20061610201FF", DisplayName = "too long")]
    [DataRow("81A2006161026131", DisplayName = "text as a number")]
    [DataRow("81A20061610401", DisplayName = "a number as a truth value")]
    [DataRow("81A200616102FB7FF8000000000000", DisplayName = "not a number")]
    [DataRow("81A2006161021B8000000000000000FF", DisplayName = "a large number, too long")]
    [DataRow("81A200616102C4821864 1B7FFFFFFFFFFFFFFF", DisplayName = "a decimal fraction that no decimal holds")]
    [DataRow("81A3006161656D7573745F010201", DisplayName = "a label that must be understood")]
    public void Is_refused_in_cbor(string hex)
    {
        Assert.ThrowsExactly<PackFormatException>(() => Packs.Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("02", "-1", "20", DisplayName = "an integer")]
    [DataRow("02", "0.15", "C482210F", DisplayName = "a decimal fraction")]
    [DataRow("02", "1.5", "F93E00", DisplayName = "half precision")]
    [DataRow("02", "0.1", "FA3DCCCCCD", DisplayName = "single precision")]
    [DataRow("02", "-120.1", "FBC05E066666666666", DisplayName = "double precision")]
    [DataRow("04", "true", "F5", DisplayName = "a truth value")]
    [DataRow("03", "on", "626F6E", DisplayName = "a text")]
    [DataRow("08", "AQI", "420102", DisplayName = "bytes")]
    public void Reads_every_value_of_cbor(string label, string text, string hex)
    {
        Pack pack = Packs.Read(Convert.FromHexString("9FBF006161" + label + hex + "FFFF"));

        Assert.AreEqual(text, pack.Readings.Single().Value.ToString(), "Of indefinite length, too.");
    }

    [TestMethod]
    [DataRow("-0.5", "C4822024")]
    [DataRow("12.50", "C48220187D")]
    [DataRow("-40", "3827")]
    [DataRow("79228162514264337593543950335", "C48200C24CFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void A_number_that_is_set_is_an_integer_or_a_decimal_fraction(string number, string hex)
    {
        byte[] pack =
            ActuationWriter.Write(
                SenmlEncoding.Cbor, 1,
                [KeyValuePair.Create<string, ReadingValue>("a", decimal.Parse(number, CultureInfo.InvariantCulture))]);

        Assert.AreEqual("81A3637365710100616102" + hex, Convert.ToHexString(pack));
    }

    [TestMethod]
    public void Several_are_set_by_one_pack()
    {
        KeyValuePair<string, ReadingValue>[] settings =
            [KeyValuePair.Create<string, ReadingValue>("a", 1m), KeyValuePair.Create<string, ReadingValue>("b", true)];

        Assert.AreEqual(
            """[{"seq":7,"n":"a","v":1},{"n":"b","vb":true}]""",
            Encoding.UTF8.GetString(ActuationWriter.Write(SenmlEncoding.Json, 7, settings)));
        Assert.AreEqual(
            "82A3637365710700616102" + "01A200616204F5", Convert.ToHexString(ActuationWriter.Write(SenmlEncoding.Cbor, 7, settings)));
        Assert.AreEqual("""[{"seq":7}]""", Encoding.UTF8.GetString(ActuationWriter.Write(SenmlEncoding.Json, 7, [])));
    }

    [TestMethod]
    public void A_resolved_reading_stands_by_itself()
    {
        Pack pack =
            Packs.Read(
                """[{"bn":"b:","bt":1763877601.125431,"seq":1,"n":"a","u":"Cel","v":21.50},{"n":"x","vb":true},{"n":"y","vs":"\"ü"}]""");

        string[] packs = [.. pack.Readings.Select(reading => Encoding.UTF8.GetString(SenmlJson.WritePack(reading)))];

        Assert.AreEqual("""[{"n":"b:a","u":"Cel","t":1763877601.125431,"v":21.50}]""", packs[0]);
        CollectionAssert.AreEqual(
            pack.Readings.Select(reading => reading with { IsHistory = true }).ToArray(),
            packs.Select(one => Packs.Read(one).Readings.Single()).ToArray());
    }

    [TestMethod]
    public void A_value_is_of_one_kind()
    {
        ReadingValue value = 21.50m;

        Assert.AreEqual(ReadingKind.Number, value.Kind);
        Assert.ThrowsExactly<InvalidOperationException>(() => value.Boolean);
        Assert.AreEqual("0", default(ReadingValue).ToString());
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, ReadingValue.FromData([1, 2]).ToData());
    }

    /// <summary>Any bytes are a pack or are refused with one kind of exception.</summary>
    [TestMethod]
    public void Any_bytes_are_a_pack_or_not_one()
    {
        string[] seeds =
        [
            """[{"bn":"b:","bt":1763877600.125,"n":"a","u":"Cel","ut":1,"v":21.57,"t":-1},{"n":"b","set":true,"vb":false},{"n":"c","vs":"on"}]""",
            """[{"bn":"b:","bt":1e28,"n":"a","v":1e28,"t":7e28},{"bv":7e28,"n":"a","v":7e28},{"n":"a","ut":7e28,"v":1}]""",
            """[{"n":"a","seq":7e28,"v":1}]""",
            """[{"n":"\ud800","vs":"\udfff"},{"n":"a","vd":"\ud800"}]""",
        ];
        var random = new Random(16);
        for (int i = 0; i < 20_000; i++)
        {
            string json = seeds[i % seeds.Length];
            SenmlEncoding encoding = i % 2 == 0 || json.Contains("ud800", StringComparison.Ordinal)
                || json.Contains("e28", StringComparison.Ordinal)
                ? SenmlEncoding.Json
                : SenmlEncoding.Cbor;
            byte[] content = encoding == SenmlEncoding.Json ? Encoding.UTF8.GetBytes(json) : Packs.ToCbor(json);
            for (int changes = i < seeds.Length ? 0 : random.Next(4); changes > 0; changes--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            try
            {
                PackResolver.Resolve(content, encoding, Packs.Arrival, new Dictionary<string, ChannelInfo>());
            }
            catch (PackFormatException)
            {
                // It is not a pack.
            }
        }
    }
}
