using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Packs of batches: their times, and nothing of one in the next.</summary>
[TestClass]
public class BatchPackTests
{
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
            PackText.Json(channels, batch));
        Assert.AreEqual(
            PackText.Compact("83 a6 21 62 643a 22 c482251b00060a2418202240 63 736571 05 00 61 76 02 c48220 00 06 c48222 21"
                + "a3 00 61 76 02 c48220 01 06 c48222 20 a2 00 61 76 02 c48220 02"),
            PackText.Cbor(channels, batch));
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
            "[{\"bn\":\"d:\",\"seq\":2,\"n\":\"v\",\"v\":3,\"t\":-0.001},{\"n\":\"v\",\"v\":4}]", PackText.Json(channels, batch));
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
            PackText.Json(channels, batch));
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
}
