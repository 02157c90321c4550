using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>The examples of RFC 8428, in both encodings.</summary>
[TestClass]
public class RfcExampleTests
{
    private const string Device = "urn:dev:ow:10e2073a01080063";

    private const string SingleDataPoint = """
        [{"n":"urn:dev:ow:10e2073a01080063","u":"Cel","v":23.1}]
        """;

    private const string MultipleDataPoints = """
        [
          {"bn":"urn:dev:ow:10e2073a01080063:","n":"voltage","u":"V","v":120.1},
          {"n":"current","u":"A","v":1.2}
        ]
        """;

    private const string SeriesOfDataPoints = """
        [
          {"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,"bu":"A","bver":5,"n":"voltage","u":"V","v":120.1},
          {"n":"current","t":-5,"v":1.2},
          {"n":"current","t":-4,"v":1.3},
          {"n":"current","t":-3,"v":1.4},
          {"n":"current","t":-2,"v":1.5},
          {"n":"current","t":-1,"v":1.6},
          {"n":"current","v":1.7}
        ]
        """;

    private const string MultipleMeasurements = """
        [
          {"bn":"urn:dev:ow:10e2073a01080063","bt":1.320067464e+09,"bu":"%RH","v":20},
          {"u":"lon","v":24.30621},
          {"u":"lat","v":60.07965},
          {"t":60,"v":20.3},
          {"u":"lon","t":60,"v":24.30622},
          {"u":"lat","t":60,"v":60.07965},
          {"t":120,"v":20.7},
          {"u":"lon","t":120,"v":24.30623},
          {"u":"lat","t":120,"v":60.07966},
          {"u":"%EL","t":150,"v":98},
          {"t":180,"v":21.2},
          {"u":"lon","t":180,"v":24.30628},
          {"u":"lat","t":180,"v":60.07967}
        ]
        """;

    private const string ResolvedData = """
        [
          {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067464e+09,"v":20},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067464e+09,"v":24.30621},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067464e+09,"v":60.07965},
          {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067524e+09,"v":20.3},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067524e+09,"v":24.30622},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067524e+09,"v":60.07965},
          {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067584e+09,"v":20.7},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067584e+09,"v":24.30623},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067584e+09,"v":60.07966},
          {"n":"urn:dev:ow:10e2073a01080063","u":"%EL","t":1.320067614e+09,"v":98},
          {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067644e+09,"v":21.2},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067644e+09,"v":24.30628},
          {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067644e+09,"v":60.07967}
        ]
        """;

    private const string MultipleDataTypes = """
        [
          {"bn":"urn:dev:ow:10e2073a01080063:","n":"temp","u":"Cel","v":23.1},
          {"n":"label","vs":"Machine Room"},
          {"n":"open","vb":false},
          {"n":"nfc-reader","vd":"aGkgCg"}
        ]
        """;

    private const string CollectionOfResources = """
        [
          {"bn":"2001:db8::2/","bt":1.320078429e+09,"n":"temperature","u":"Cel","v":25.2},
          {"n":"humidity","u":"%RH","v":30},
          {"bn":"2001:db8::1/","n":"temperature","u":"Cel","v":12.3},
          {"n":"humidity","u":"%RH","v":67}
        ]
        """;

    /// <summary>Section 6.1, byte for byte: the second example of section 5.1.2, in binary fractions.</summary>
    private const string SeriesInCbor =
        "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a" +
        "22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e06" +
        "6666666666a3006763757272656e74062402fb3ff3333333333333a300676375" +
        "7272656e74062302fb3ff4cccccccccccda3006763757272656e74062202fb3f" +
        "f6666666666666a3006763757272656e74062102f93e00a3006763757272656e" +
        "74062002fb3ff999999999999aa3006763757272656e74060002fb3ffb333333" +
        "333333";

    [TestMethod]
    public void Section_5_1_1_single_data_point()
    {
        AssertReadings(SingleDataPoint, Number(Device, Packs.Arrival, "23.1", "Cel"));
    }

    [TestMethod]
    public void Section_5_1_2_multiple_data_points()
    {
        AssertReadings(
            MultipleDataPoints,
            Number(Device + ":voltage", Packs.Arrival, "120.1", "V"),
            Number(Device + ":current", Packs.Arrival, "1.2", "A"));
    }

    [TestMethod]
    public void Section_5_1_2_series_of_data_points()
    {
        AssertReadings(SeriesOfDataPoints, Series());
    }

    [TestMethod]
    public void Section_6_1_the_series_in_cbor()
    {
        CollectionAssert.AreEqual(Series(), Packs.Read(Convert.FromHexString(SeriesInCbor)).Readings.ToArray());
    }

    [TestMethod]
    public void Section_5_1_3_multiple_measurements_resolve_to_those_of_5_1_4()
    {
        Reading[] resolved = [.. Packs.Read(ResolvedData).Readings];

        Assert.HasCount(13, resolved);
        Assert.AreEqual(Number(Device, new DateTimeOffset(2011, 10, 31, 13, 24, 24, TimeSpan.Zero), "20", "%RH"), resolved[0]);
        AssertReadings(ResolvedData, resolved);
        AssertReadings(MultipleMeasurements, resolved);
    }

    [TestMethod]
    public void Section_5_1_5_multiple_data_types()
    {
        AssertReadings(
            MultipleDataTypes,
            Number(Device + ":temp", Packs.Arrival, "23.1", "Cel"),
            new Reading(Device + ":label", Packs.Arrival, "Machine Room", null, true),
            new Reading(Device + ":open", Packs.Arrival, false, null, true),
            new Reading(Device + ":nfc-reader", Packs.Arrival, ReadingValue.FromData("hi \n"u8), null, true));
    }

    [TestMethod]
    public void Section_5_1_6_collection_of_resources()
    {
        var time = new DateTimeOffset(2011, 10, 31, 16, 27, 9, TimeSpan.Zero);
        AssertReadings(
            CollectionOfResources,
            Number("2001:db8::2/temperature", time, "25.2", "Cel"),
            Number("2001:db8::2/humidity", time, "30", "%RH"),
            Number("2001:db8::1/temperature", time, "12.3", "Cel"),
            Number("2001:db8::1/humidity", time, "67", "%RH"));
    }

    private static Reading[] Series()
    {
        DateTimeOffset time = new(2010, 6, 8, 18, 1, 16, 1, TimeSpan.Zero);
        return
        [
            Number("urn:dev:ow:10e2073a0108006:voltage", time, "120.1", "V"),
            .. Enumerable.Range(0, 6).Select(i => Number(
                "urn:dev:ow:10e2073a0108006:current",
                time.AddSeconds(i - 5),
                (1.2m + (0.1m * i)).ToString(CultureInfo.InvariantCulture),
                "A")),
        ];
    }

    private static Reading Number(string name, DateTimeOffset time, string value, string unit) =>
        new(name, time, decimal.Parse(value, CultureInfo.InvariantCulture), unit, IsHistory: true);

    private static void AssertReadings(string json, params Reading[] expected)
    {
        CollectionAssert.AreEqual(expected, Packs.Read(json).Readings.ToArray(), "JSON");
        CollectionAssert.AreEqual(expected, Packs.Read(Packs.ToCbor(json)).Readings.ToArray(), "CBOR");
    }
}
