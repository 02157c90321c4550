using System;
using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class PackEncoderTests
{
    private const long Noon = 1700000000123000;

    /// <summary>RFC 8949 section 3: an integer is in its shortest form, in the first record and in those that follow it.</summary>
    [TestMethod]
    public void Integers_of_cbor_are_in_their_shortest_form()
    {
        CheckInteger("00", 0);
        CheckInteger("17", 23);
        CheckInteger("1818", 24);
        CheckInteger("18ff", 255);
        CheckInteger("190100", 256);
        CheckInteger("19ffff", 65535);
        CheckInteger("1a00010000", 65536);
        CheckInteger("1a7fffffff", int.MaxValue);
        CheckInteger("20", -1);
        CheckInteger("37", -24);
        CheckInteger("3818", -25);
        CheckInteger("38ff", -256);
        CheckInteger("390100", -257);
        CheckInteger("39ffff", -65536);
        CheckInteger("3a00010000", -65537);
        CheckInteger("3a7fffffff", int.MinValue);
    }

    [TestMethod]
    public void Json_live_pack_has_base_sequence_and_values()
    {
        Channel[] channels = Channels();
        LiveReadings readings = new LiveReadings(2);
        Read(channels, readings, 0, 2157);
        Read(channels, readings, 1, -7);
        readings.Stamp(Noon, 5);
        Assert.AreEqual(
            "[{\"bn\":\"dev:\",\"bt\":1700000000.123,\"seq\":5,\"n\":\"t\",\"v\":21.57},{\"n\":\"load\",\"v\":-7e3}]",
            Json(channels, readings));
    }

    [TestMethod]
    public void A_base_name_is_a_start_of_a_SenML_name()
    {
        Channel[] channels = Channels();
        foreach (string name in new string[] { string.Empty, "a", "sensorcast-a1b2c3:", "urn:dev:ow:10e2073a01080063:" })
        {
            Assert.IsTrue(new JsonPackEncoder(channels, name) != null);
        }

        foreach (string name in new string[] { "-a:", ":", "k\u00FCche:", "a b:", "a\"", new string('a', 65), null })
        {
            bool isRefused = false;
            try
            {
                PackEncoder encoder = new CborPackEncoder(channels, name);
            }
            catch (ArgumentException)
            {
                isRefused = true;
            }

            Assert.IsTrue(isRefused, name);
        }
    }

    [TestMethod]
    public void Cbor_live_pack_has_base_sequence_and_values()
    {
        Channel[] channels = Channels();
        LiveReadings readings = new LiveReadings(2);
        Read(channels, readings, 0, 2157);
        Read(channels, readings, 1, -7);
        readings.Stamp(Noon, 5);

        // 82 [ a5 { -2: "dev:", -3: 4([-3, 1700000000123]), "seq": 5, 0: "t", 2: 4([-2, 2157]) }, a2 { 0: "load", 2: 4([3, -7]) } ]
        Assert.AreEqual(
            Hex.Show(Hex.Parse("82 a5 21 64 6465763a 22 c482221b0000018bcfe5687b 63 736571 05 00 61 74 02 c48221 19086d"
                + "a2 00 64 6c6f6164 02 c48203 26")),
            Cbor(channels, readings));
    }

    [TestMethod]
    public void Live_pack_carries_no_base_time_while_the_clock_is_not_set()
    {
        Channel[] channels = Channels();
        LiveReadings readings = new LiveReadings(2);
        Read(channels, readings, 1, 0);
        readings.Stamp(0, 4294967295);
        Assert.AreEqual("[{\"bn\":\"dev:\",\"seq\":4294967295,\"n\":\"load\",\"v\":0e3}]", Json(channels, readings));
        Assert.AreEqual("81a421646465763a637365711affffffff00646c6f616402c4820300", Cbor(channels, readings));
    }

    /// <summary>A client that connected before a sensor's first reading has not seen its unit.</summary>
    [TestMethod]
    public void A_channels_first_reading_ever_carries_its_unit_and_update_time()
    {
        Channel[] channels = Channels();
        channels[0].KeepHistory(4);
        LiveReadings readings = new LiveReadings(2);
        Read(channels, readings, 0, 5);
        readings.Stamp(0, 1);
        Assert.AreEqual("[{\"bn\":\"dev:\",\"seq\":1,\"n\":\"t\",\"u\":\"Cel\",\"ut\":0.500,\"v\":0.05}]", Json(channels, readings));
        Assert.AreEqual("81a621646465763a6373657101006174016343656c07c482221901f402c4822105", Cbor(channels, readings));
    }

    [TestMethod]
    public void Json_values_are_exact_in_every_exponent()
    {
        Assert.AreEqual("0", JsonValue(0, 0));
        Assert.AreEqual("-1", JsonValue(-1, 0));
        Assert.AreEqual("0.0", JsonValue(0, -1));
        Assert.AreEqual("0.5", JsonValue(5, -1));
        Assert.AreEqual("-0.5", JsonValue(-5, -1));
        Assert.AreEqual("-0.000000001", JsonValue(-1, -9));
        Assert.AreEqual("10.00", JsonValue(1000, -2));
        Assert.AreEqual("2147483647", JsonValue(int.MaxValue, 0));
        Assert.AreEqual("-2147483648", JsonValue(int.MinValue, 0));
        Assert.AreEqual("-2.147483648", JsonValue(int.MinValue, -9));
        Assert.AreEqual("-2147483648e9", JsonValue(int.MinValue, 9));
    }

    [TestMethod]
    public void Cbor_values_are_in_their_shortest_form()
    {
        Assert.AreEqual("00", CborValue(0));
        Assert.AreEqual("17", CborValue(23));
        Assert.AreEqual("1818", CborValue(24));
        Assert.AreEqual("18ff", CborValue(255));
        Assert.AreEqual("190100", CborValue(256));
        Assert.AreEqual("19ffff", CborValue(65535));
        Assert.AreEqual("1a00010000", CborValue(65536));
        Assert.AreEqual("1a7fffffff", CborValue(int.MaxValue));
        Assert.AreEqual("20", CborValue(-1));
        Assert.AreEqual("37", CborValue(-24));
        Assert.AreEqual("3818", CborValue(-25));
        Assert.AreEqual("3a7fffffff", CborValue(int.MinValue));
    }

    [TestMethod]
    public void First_pack_carries_every_channels_unit_update_time_and_history()
    {
        Channel[] channels = Channels();
        channels[0].KeepHistory(2);
        channels[1].KeepHistory(2);
        channels[0].History.Append(1, 1000);
        channels[0].History.Append(2, 1500);
        channels[0].History.Append(3, 2000);
        channels[1].History.Append(9, 1990);
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(2000, Noon);
        Assert.AreEqual(
            "[{\"bn\":\"dev:\",\"bt\":1700000000.123,\"n\":\"t\",\"u\":\"Cel\",\"ut\":0.500,\"v\":0.02,\"t\":-0.500},{\"n\":\"t\",\"v\":0.03},"
            + "{\"n\":\"load\",\"u\":\"B\",\"ut\":2,\"v\":9e3,\"t\":-0.010}]",
            FirstPack(new JsonPackEncoder(channels, "dev:"), cursor, 4096, text: true));

        cursor.Start(2000, 0);
        Assert.AreEqual(
            Hex.Show(Hex.Parse("9f a6 21 64 6465763a 00 61 74 01 63 43656c 07 c482221901f4 02 c48221 02 06 c48222 3901f3"
                + "a2 00 61 74 02 c48221 03 a5 00 64 6c6f6164 01 61 42 07 02 02 c48203 09 06 c48222 29 ff")),
            FirstPack(new CborPackEncoder(channels, "dev:"), cursor, 4096, text: false));
    }

    [TestMethod]
    public void First_pack_is_the_same_in_pieces_of_any_size()
    {
        Channel[] channels = Channels();
        channels[0].KeepHistory(50);
        channels[1].KeepHistory(50);
        for (int i = 0; i < 60; i++)
        {
            channels[i % 2].History.Append(i, i * 100);
        }

        PackEncoder json = new JsonPackEncoder(channels, "dev:");
        PackEncoder cbor = new CborPackEncoder(channels, "dev:");
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(7000, Noon);
        string wholeJson = FirstPack(json, cursor, 8192, text: true);
        cursor.Start(7000, Noon);
        string wholeCbor = FirstPack(cbor, cursor, 8192, text: false);
        for (int size = PackEncoder.MaxRecordSize + 2; size < 1500; size += 89)
        {
            cursor.Start(7000, Noon);
            Assert.AreEqual(wholeJson, FirstPack(json, cursor, size, text: true));
            cursor.Start(7000, Noon);
            Assert.AreEqual(wholeCbor, FirstPack(cbor, cursor, size, text: false));
        }
    }

    [TestMethod]
    public void First_pack_leaves_out_what_was_never_read_and_what_came_later()
    {
        Channel[] channels = Channels();
        channels[0].KeepHistory(4);
        channels[1].KeepHistory(4);
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(1000, 0);
        Assert.AreEqual("[{\"bn\":\"dev:\"}]", FirstPack(new JsonPackEncoder(channels, "dev:"), cursor, 4096, text: true));
        cursor.Start(1000, Noon);
        Assert.AreEqual(
            "9fa221646465763a22c482221b0000018bcfe5687bff", FirstPack(new CborPackEncoder(channels, "dev:"), cursor, 4096, text: false));

        channels[1].History.Append(1, 1000);
        channels[1].History.Append(2, 1001);
        cursor.Start(1000, 0);
        Assert.AreEqual(
            "[{\"bn\":\"dev:\",\"n\":\"load\",\"u\":\"B\",\"ut\":2,\"v\":1e3}]",
            FirstPack(new JsonPackEncoder(channels, "dev:"), cursor, 4096, text: true));
    }

    private static Channel[] Channels()
    {
        Channel[] channels =
        {
            new Channel("t", "Cel", -2, 500, new FixedSensor()),
            new Channel("load", "B", 3, 2000, new FixedSensor()),
        };
        foreach (Channel channel in channels)
        {
            // An old reading, so that the next one is not an introduction.
            channel.KeepHistory(4);
            channel.History.Append(0, 0);
        }

        return channels;
    }

    private static void Read(Channel[] channels, LiveReadings readings, int channel, int value)
    {
        channels[channel].History.Append(value, 100);
        readings.Add(channel, value, channels[channel].History.Total == 1);
    }

    private static string Json(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new JsonPackEncoder(channels, "dev:");
        byte[] buffer = new byte[encoder.MaxLivePackSize + 1];
        int end = encoder.WriteLivePack(buffer, 1, readings);
        return Encoding.UTF8.GetString(buffer, 1, end - 1);
    }

    private static string Cbor(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new CborPackEncoder(channels, "dev:");
        byte[] buffer = new byte[encoder.MaxLivePackSize + 1];
        int end = encoder.WriteLivePack(buffer, 1, readings);
        return Hex.Show(buffer, 1, end - 1);
    }

    private static string JsonValue(int value, int exponent)
    {
        string pack = Json(OneChannel(value, exponent, out LiveReadings readings), readings);
        int start = pack.IndexOf("\"v\":") + 4;
        return pack.Substring(start, pack.Length - start - 2);
    }

    private static string CborValue(int value)
    {
        string pack = Cbor(OneChannel(value, 0, out LiveReadings readings), readings);
        return pack.Substring(pack.IndexOf("00617802") + 8);
    }

    private static Channel[] OneChannel(int value, int exponent, out LiveReadings readings)
    {
        Channel[] channels = { new Channel("x", "V", exponent, 1000, new FixedSensor()) };
        channels[0].KeepHistory(2);
        channels[0].History.Append(0, 0);
        readings = new LiveReadings(1);
        Read(channels, readings, 0, value);
        readings.Stamp(0, 1);
        return channels;
    }

    private static string FirstPack(PackEncoder encoder, FirstPackCursor cursor, int pieceSize, bool text)
    {
        StringBuilder pack = new StringBuilder();
        byte[] buffer = new byte[pieceSize];
        while (!cursor.IsDone)
        {
            int end = encoder.WriteFirstPack(buffer, 0, pieceSize, cursor);
            Assert.IsTrue(end > 0 && end <= pieceSize);
            pack.Append(text ? Encoding.UTF8.GetString(buffer, 0, end) : Hex.Show(buffer, 0, end));
        }

        return pack.ToString();
    }

    private static void CheckInteger(string expected, int value)
    {
        Channel[] channels = { new Channel("a", "V", 0, 1000, new FixedSensor()), new Channel("b", "V", 0, 1000, new FixedSensor()) };
        LiveReadings readings = new LiveReadings(2);
        readings.Add(0, value, isIntroduction: false);
        readings.Add(1, value, isIntroduction: false);
        readings.Stamp(0, 1);
        CborPackEncoder encoder = new CborPackEncoder(channels, "d:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        int end = encoder.WriteLivePack(buffer, 0, readings);
        Assert.AreEqual("82a42162643a63736571010061" + "6102" + expected + "a20061" + "6202" + expected, Hex.Show(buffer, 0, end));
    }
}
