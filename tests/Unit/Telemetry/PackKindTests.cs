using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Packs of other readings than numbers: true or false, text, and what can be set.</summary>
[TestClass]
public class PackKindTests
{
    [TestMethod]
    public void True_and_false()
    {
        Channel[] channels =
            { new Channel("a", 1000, (IBooleanSensor)new FixedActuator()), new Channel("b", 500, (IBooleanSensor)new FixedActuator()) };
        LiveReadings readings = new LiveReadings(2);
        readings.AddBoolean(0, value: true, isIntroduction: false);
        readings.AddBoolean(1, value: false, isIntroduction: true);
        readings.Stamp(0, 1);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"a\",\"vb\":true},{\"n\":\"b\",\"ut\":0.500,\"vb\":false}]",
            PackText.Json(channels, readings));
        Assert.AreEqual(
            PackText.Compact("82 a4 21 62 643a 63 736571 01 00 61 61 04 f5 a3 00 61 62 07 c4 82 22 19 01f4 04 f4"),
            PackText.Cbor(channels, readings));
        readings.Clear();
        readings.AddBoolean(0, value: true, isIntroduction: false);
        readings.Stamp(0, 2);
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":2,\"n\":\"a\",\"vb\":true}]", PackText.Json(channels, readings));
    }

    [TestMethod]
    public void Text()
    {
        AssertText("\"idle\"", "64 69646c65", "idle");
        AssertText("\"\"", "60", string.Empty);
        AssertText("\"say \\\"hi\\\" \\\\o/\"", "6c 736179202268692220 5c6f2f", "say \"hi\" \\o/");
        AssertText("\"\\u000a\\u001f\\u0001x\"", "64 0a1f0178", "\n\u001f\u0001x");
        AssertText("\"21 \u00b0C \u20ac\"", "6a 3231 20 c2b0 43 20 e282ac", "21 \u00b0C \u20ac");
        AssertText("\"123456789012345678901234\"", "78 18 313233343536373839303132333435363738393031323334", "123456789012345678901234");
    }

    [TestMethod]
    public void The_longest_text_fits()
    {
        string text = string.Empty;
        for (int i = 0; i < Channel.MaxTextLength; i++)
        {
            text += "\u0001";
        }

        Channel[] channels = { new Channel("12345678901234567890123456789012", 1, new FixedText()) };
        LiveReadings readings = new LiveReadings(1);
        readings.AddText(0, text, isIntroduction: true);
        readings.Stamp(1700000000123456, uint.MaxValue);
        PackEncoder encoder = new JsonPackEncoder(channels, "d:");
        Assert.IsTrue(PackText.Json(channels, readings).Length <= encoder.MaxLivePackSize);
        Assert.IsTrue(encoder.MaxLivePackSize <= PackEncoder.MaxRecordSize);
    }

    [TestMethod]
    public void What_can_be_set_says_so()
    {
        FixedActuator actuator = new FixedActuator();
        Channel[] channels =
        {
            new Channel("l", 1000, (IBooleanSensor)actuator).SetBy(actuator),
            new Channel("p", "W", 3, 1000, (ISensor)actuator).SetBy(actuator, -5, 500),
        };
        LiveReadings readings = new LiveReadings(2);
        readings.AddBoolean(0, value: true, isIntroduction: true);
        readings.Add(1, 7, isIntroduction: true);
        readings.Stamp(0, 1);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"l\",\"ut\":1,\"set\":true,\"vb\":true},"
            + "{\"n\":\"p\",\"u\":\"W\",\"ut\":1,\"set\":true,\"min\":-5e3,\"max\":500e3,\"step\":1e3,\"v\":7e3}]",
            PackText.Json(channels, readings));
        Assert.AreEqual(
            PackText.Compact("82 a6 21 62 643a 63 736571 01 00 61 6c 07 01 63 736574 f5 04 f5"
                + "a8 00 61 70 01 61 57 07 01 63 736574 f5 63 6d696e c4820324 63 6d6178 c482031901f4 64 73746570 c4820301 02 c4820307"),
            PackText.Cbor(channels, readings));
    }

    [TestMethod]
    public void An_introduction_is_of_its_own_moment()
    {
        Channel[] channels = { new Channel("a", "V", 0, 1000, new FixedSensor()), new Channel("b", "V", 0, 1000, new FixedSensor()) };
        LiveReadings readings = new LiveReadings(2);
        readings.Add(0, 1, isIntroduction: true);
        readings.Add(1, 1, isIntroduction: false);
        readings.Clear();
        readings.Add(0, 2, isIntroduction: false);
        readings.Add(1, 2, isIntroduction: true);
        readings.Stamp(0, 1);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"a\",\"v\":2},{\"n\":\"b\",\"u\":\"V\",\"ut\":1,\"v\":2}]",
            PackText.Json(channels, readings));
    }

    [TestMethod]
    public void The_first_pack_has_the_newest_text_and_the_last_of_each_batch()
    {
        FixedText text = new FixedText { Text = "one" };
        FixedBatch sensor = new FixedBatch { Count = 4 };
        ManualClock clock = new ManualClock();
        MemoryListener listener = new MemoryListener();
        Channel[] channels = { new Channel("s", 1000, text), new Channel("v", "V", 0, 10000, 50, sensor) };
        SensorServer server =
            new SensorServer(new SensorOptions { BaseName = "b:", HostNames = ServerBench.HostNames }, listener, clock, channels);
        server.Step();
        text.Text = "two";
        for (int i = 0; i < 20; i++)
        {
            clock.Milliseconds += 50;
            server.Step();
        }

        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        while (server.Step() == 0)
        {
        }

        client.SkipHead("HTTP/1.1 101 ");
        string pack = client.TakeFrames();
        Assert.IsTrue(
            pack.Contains("{\"bn\":\"b:\",\"n\":\"s\",\"ut\":1,\"vs\":\"two\"},{\"n\":\"v\",\"u\":\"V\",\"ut\":0.050,\"v\":3,\"t\":-1},"),
            pack);
        Assert.IsTrue(pack.EndsWith("{\"n\":\"v\",\"v\":83}]"), pack);
    }

    /// <summary>Texts are longer in JSON: eight of them fit into one pack of CBOR.</summary>
    [TestMethod]
    public void What_one_encoding_needs_several_packs_for_makes_several_in_both()
    {
        const int Count = 8;
        Channel[] channels = new Channel[Count];
        LiveReadings readings = new LiveReadings(Count);
        for (int i = 0; i < Count; i++)
        {
            channels[i] = new Channel("s" + i, 1000, new FixedText());
            readings.AddText(i, "\u0001\u0001\u0001\u0001", isIntroduction: true);
        }

        PackEncoder json = new JsonPackEncoder(channels, "d:");
        PackEncoder cbor = new CborPackEncoder(channels, "d:");
        Assert.IsTrue(json.MaxLivePackSize == PackEncoder.MaxPackSize && cbor.MaxLivePackSize < PackEncoder.MaxPackSize);
        byte[] buffer = new byte[PackEncoder.MaxPackSize];
        uint packs = 0;
        while (PackEncoder.NextPack(readings, json, cbor))
        {
            readings.Stamp(0, ++packs);
            Assert.IsTrue(json.WriteLivePack(buffer, 0, readings) <= json.MaxLivePackSize);
            Assert.IsTrue(cbor.WriteLivePack(buffer, 0, readings) <= cbor.MaxLivePackSize);
        }

        Assert.AreEqual(2, (int)packs);
        readings.Clear();
        readings.AddText(3, "x", isIntroduction: false);
        readings.Stamp(0, ++packs);
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":3,\"n\":\"s3\",\"vs\":\"x\"}]", PackText.Json(channels, readings));
    }

    private static void AssertText(string json, string cbor, string text)
    {
        Channel[] channels = { new Channel("s", 1000, new FixedText()) };
        LiveReadings readings = new LiveReadings(1);
        readings.AddText(0, text, isIntroduction: false);
        readings.Stamp(0, 1);
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":1,\"n\":\"s\",\"vs\":" + json + "}]", PackText.Json(channels, readings));
        Assert.AreEqual(PackText.Compact("81 a4 21 62 643a 63 736571 01 00 61 73 03" + cbor), PackText.Cbor(channels, readings));
    }
}
