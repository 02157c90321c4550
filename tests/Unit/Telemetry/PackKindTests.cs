using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Packs of other readings than numbers: true or false, text, batches, and what can be set.</summary>
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
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"a\",\"vb\":true},{\"n\":\"b\",\"ut\":0.500,\"vb\":false}]", Json(channels, readings));
        Assert.AreEqual(
            Compact("82 a4 21 62 643a 63 736571 01 00 61 61 04 f5 a3 00 61 62 07 c4 82 22 19 01f4 04 f4"), Cbor(channels, readings));
        readings.Clear();
        readings.AddBoolean(0, value: true, isIntroduction: false);
        readings.Stamp(0, 2);
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":2,\"n\":\"a\",\"vb\":true}]", Json(channels, readings));
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
        Assert.IsTrue(Json(channels, readings).Length <= encoder.MaxLivePackSize);
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
            Json(channels, readings));
        Assert.AreEqual(
            Compact("82 a6 21 62 643a 63 736571 01 00 61 6c 07 01 63 736574 f5 04 f5"
                + "a8 00 61 70 01 61 57 07 01 63 736574 f5 63 6d696e c4820324 63 6d6178 c482031901f4 64 73746570 c4820301 02 c4820307"),
            Cbor(channels, readings));
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
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"a\",\"v\":2},{\"n\":\"b\",\"u\":\"V\",\"ut\":1,\"v\":2}]", Json(channels, readings));
    }

    /// <summary>A driver that returns another number than it filled in causes no read past the end.</summary>
    [TestMethod]
    public void A_batch_has_as_many_readings_as_there_is_room_for()
    {
        int[] counts = { -1, 0, 1, 19, 20, 21, int.MaxValue, int.MinValue };
        int[] expected = { 0, 0, 1, 19, 20, 20, 20, 0 };
        FixedBatch sensor = new FixedBatch();
        Channel channel = new Channel("v", "V", 0, 1000, 10, sensor);
        LiveReadings batch = new LiveReadings(0, channel);
        for (int i = 0; i < counts.Length; i++)
        {
            sensor.Count = counts[i];
            batch.Fetch(sensor, isIntroduction: false);
            Assert.AreEqual(expected[i], batch.Count);
        }
    }

    [TestMethod]
    public void A_batch_has_evenly_spaced_times()
    {
        Channel[] channels = { new Channel("v", "m/s2", -1, 1000, 10, new FixedBatch { Count = 3 }) };
        LiveReadings batch = new LiveReadings(0, channels[0]);
        batch.Fetch((IBatchSensor)channels[0].Sensor, isIntroduction: false);
        batch.Stamp(1700000000123456, 5);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"bt\":1700000000.123456,\"seq\":5,\"n\":\"v\",\"v\":0.0,\"t\":-0.002},"
            + "{\"n\":\"v\",\"v\":0.1,\"t\":-0.001},{\"n\":\"v\",\"v\":0.2}]",
            Json(channels, batch));
        Assert.AreEqual(
            Compact("83 a6 21 62 643a 22 c482251b00060a2418202240 63 736571 05 00 61 76 02 c48220 00 06 c48222 21"
                + "a3 00 61 76 02 c48220 01 06 c48222 20 a2 00 61 76 02 c48220 02"),
            Cbor(channels, batch));
    }

    /// <summary>The batch is of another channel than the first, and shorter than the one before it.</summary>
    [TestMethod]
    public void Nothing_of_a_batch_is_in_the_next_one()
    {
        FixedBatch sensor = new FixedBatch { Count = 3 };
        Channel[] channels = { new Channel("a", "V", 0, 1000, new FixedSensor()), new Channel("v", "V", 0, 1000, 10, sensor) };
        LiveReadings batch = new LiveReadings(1, channels[1]);
        batch.Fetch(sensor, isIntroduction: false);
        batch.Stamp(0, 1);
        sensor.Count = 2;
        batch.Fetch(sensor, isIntroduction: false);
        batch.Stamp(0, 2);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"seq\":2,\"n\":\"v\",\"v\":3,\"t\":-0.001},{\"n\":\"v\",\"v\":4}]", Json(channels, batch));
    }

    [TestMethod]
    public void A_batch_finer_than_milliseconds_has_microseconds_and_introduces_its_channel_once()
    {
        Channel[] channels = { new Channel("v", "V", 0, 250, 1, new FixedBatch { Count = 2 }) };
        LiveReadings batch = new LiveReadings(0, channels[0]);
        batch.Fetch((IBatchSensor)channels[0].Sensor, isIntroduction: true);
        batch.Stamp(0, 1);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"seq\":1,\"n\":\"v\",\"u\":\"V\",\"ut\":0.001,\"v\":0,\"t\":-0.000250},{\"n\":\"v\",\"v\":1}]",
            Json(channels, batch));
    }

    [TestMethod]
    public void Batches_are_streamed_each_as_a_pack_with_its_number_and_without_a_hole()
    {
        FixedBatch sensor = new FixedBatch();
        ManualClock clock = new ManualClock { UnixMilliseconds = 1700000000000 };
        MemoryListener listener = new MemoryListener();
        Channel[] channels = { new Channel("v", "V", 0, 10000, 50, sensor) };
        SensorServer server =
            new SensorServer(new SensorOptions { BaseName = "b:", HostNames = ServerBench.HostNames }, listener, clock, channels);
        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        Assert.AreEqual(0, server.Step());
        client.Take();

        // It is read 3 ms late, then in time: the readings stay 10 ms apart, with small steps towards the clock.
        clock.Milliseconds += 53;
        clock.UnixMilliseconds += 53;
        sensor.Count = 5;
        server.Step();
        string first = client.TakeFrames();
        Assert.IsTrue(first.Contains("\"bt\":1700000000.053,\"seq\":1,\"n\":\"v\",\"u\":\"V\",\"ut\":0.050,\"v\":0,\"t\":-0.040}"), first);
        clock.Milliseconds += 47;
        clock.UnixMilliseconds += 47;
        server.Step();
        string second = client.TakeFrames();
        Assert.IsTrue(second.Contains("\"bt\":1700000000.102813,\"seq\":2,\"n\":\"v\",\"v\":5,\"t\":-0.040}"), second);
    }

    /// <summary>
    /// It is read in a server's first milliseconds too, and far too fast: no time goes back, and none is far ahead of the clock.
    /// </summary>
    [TestMethod]
    public void The_time_of_a_sensor_that_is_faster_than_it_says_neither_goes_back_nor_runs_ahead()
    {
        FixedBatch sensor = new FixedBatch { Count = 5 };
        ManualClock clock = new ManualClock { Milliseconds = 5, UnixMilliseconds = 1700000000000 };
        MemoryListener listener = new MemoryListener();
        Channel[] channels = { new Channel("v", "V", 0, 10000, 50, sensor) };
        SensorServer server =
            new SensorServer(new SensorOptions { BaseName = "b:", HostNames = ServerBench.HostNames }, listener, clock, channels);
        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        server.Step();
        client.Take();
        long before = 0;
        for (int i = 1; i < 200; i++)
        {
            sensor.Count = i < 20 ? 1 : i < 100 ? 6 : 10;
            clock.Milliseconds += 50;
            clock.UnixMilliseconds += 50;
            server.Step();
            string pack = client.TakeFrames();
            int start = pack.IndexOf("\"bt\":1700000") + 12;
            string digits = pack.Substring(start, pack.IndexOf(",", start) - start);
            int point = digits.IndexOf(".");
            long time = long.Parse(point < 0 ? digits : digits.Substring(0, point)) * 1000000;
            string fraction = point < 0 ? string.Empty : digits.Substring(point + 1);
            while (fraction.Length < 6)
            {
                fraction += "0";
            }

            time += long.Parse(fraction);
            Assert.IsTrue(time >= before, "Back: " + pack);
            Assert.IsTrue(time - (i * 50000) <= 200000, "Ahead: " + pack);
            before = time;
        }
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
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":3,\"n\":\"s3\",\"vs\":\"x\"}]", Json(channels, readings));
    }

    private static void AssertText(string json, string cbor, string text)
    {
        Channel[] channels = { new Channel("s", 1000, new FixedText()) };
        LiveReadings readings = new LiveReadings(1);
        readings.AddText(0, text, isIntroduction: false);
        readings.Stamp(0, 1);
        Assert.AreEqual("[{\"bn\":\"d:\",\"seq\":1,\"n\":\"s\",\"vs\":" + json + "}]", Json(channels, readings));
        Assert.AreEqual(Compact("81 a4 21 62 643a 63 736571 01 00 61 73 03" + cbor), Cbor(channels, readings));
    }

    private static string Compact(string hex)
    {
        return Hex.Show(Hex.Parse(hex));
    }

    private static string Json(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new JsonPackEncoder(channels, "d:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        return Encoding.UTF8.GetString(buffer, 0, encoder.WriteLivePack(buffer, 0, readings));
    }

    private static string Cbor(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new CborPackEncoder(channels, "d:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        return Hex.Show(buffer, 0, encoder.WriteLivePack(buffer, 0, readings));
    }
}
