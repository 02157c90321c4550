using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Times that are far apart: slow channels, long silences, the greatest intervals.</summary>
[TestClass]
public class LongTimeTests
{
    private const long Day = 24L * 60 * 60 * 1000;

    [TestMethod]
    public void A_daily_channel_has_all_its_readings_in_the_first_pack()
    {
        Channel[] channels = { new Channel("d", "Cel", 0, (int)Day, new FixedSensor()) };
        channels[0].KeepHistory(60);
        for (int day = 0; day < 41; day++)
        {
            channels[0].History.Append(day, day * Day);
        }

        string pack = First(channels, 40 * Day);
        Assert.IsTrue(pack.IndexOf("\"u\":\"Cel\",\"ut\":86400,\"v\":0,\"t\":-3456000}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("{\"n\":\"d\",\"v\":1,\"t\":-3369600}") > 0, pack);
        Assert.IsTrue(pack.EndsWith(",{\"n\":\"d\",\"v\":39,\"t\":-86400},{\"n\":\"d\",\"v\":40}]"), pack);
    }

    [TestMethod]
    public void A_sensor_silent_for_25_days_has_readings_of_25_days_ago()
    {
        Channel[] channels = { new Channel("d", "Cel", 0, 1000, new FixedSensor()) };
        channels[0].KeepHistory(3);
        channels[0].History.Append(1, 1000);
        channels[0].History.Append(2, 2000);
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"n\":\"d\",\"u\":\"Cel\",\"ut\":1,\"v\":1,\"t\":-2160001},{\"n\":\"d\",\"v\":2,\"t\":-2160000}]",
            First(channels, (25 * Day) + 2000));
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"n\":\"d\",\"u\":\"Cel\",\"ut\":1,\"v\":1,\"t\":-86400001},{\"n\":\"d\",\"v\":2,\"t\":-86400000}]",
            First(channels, (1000 * Day) + 2000));
    }

    /// <summary>The smallest time before that CBOR needs 64 bits for.</summary>
    [TestMethod]
    public void A_time_of_more_than_32_bits_has_64()
    {
        Channel[] channels = { new Channel("d", "Cel", 0, 1000, new FixedSensor()) };
        channels[0].KeepHistory(1);
        channels[0].History.Append(1, 0);
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(0x100000001L, 0);
        byte[] buffer = new byte[1000];
        int end = new CborPackEncoder(channels, "d:").WriteFirstPack(buffer, 0, buffer.Length, cursor);
        string pack = Hex.Show(buffer, 0, end);
        Assert.IsTrue(pack.IndexOf("06c482223b0000000100000000ff") > 0, pack);
    }

    [TestMethod]
    public void A_batch_of_long_intervals_has_times_of_hours()
    {
        Channel[] channels = { new Channel("v", "V", 0, 120000000, 1500000, new FixedBatch { Count = 25 }) };
        LiveReadings batch = new LiveReadings(0, channels[0]);
        batch.Fetch((IBatchSensor)channels[0].Sensor, isIntroduction: false);
        batch.Stamp(0, 1);
        PackEncoder json = new JsonPackEncoder(channels, "d:");
        byte[] buffer = new byte[json.MaxLivePackSize];
        string pack = Encoding.UTF8.GetString(buffer, 0, json.WriteLivePack(buffer, 0, batch));
        Assert.IsTrue(pack.IndexOf("\"v\":0,\"t\":-2880}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("\"v\":6,\"t\":-2160}") > 0, pack);
        PackEncoder cbor = new CborPackEncoder(channels, "d:");
        buffer = new byte[cbor.MaxLivePackSize];
        string hex = Hex.Show(buffer, 0, cbor.WriteLivePack(buffer, 0, batch));
        Assert.IsTrue(hex.IndexOf("006176020006390b3f") > 0, hex);
    }

    /// <summary>The longest batch of the greatest interval, which is no multiple of a millisecond, in packs of the greatest size.</summary>
    [TestMethod]
    public void The_greatest_interval_fits_into_the_pack()
    {
        const int Interval = int.MaxValue;
        Channel[] channels = { new Channel("v", "V", -9, Interval, 100 * 2147483, new Lowest()) };
        LiveReadings batch = new LiveReadings(0, channels[0]);
        PackEncoder json = new JsonPackEncoder(channels, "d:");
        PackEncoder cbor = new CborPackEncoder(channels, "d:");
        byte[] buffer = new byte[PackEncoder.MaxPackSize];
        batch.Fetch((IBatchSensor)channels[0].Sensor, isIntroduction: true);
        Assert.AreEqual(channels[0].BatchLength, batch.Count);
        uint sequence = uint.MaxValue - 1;
        string all = string.Empty;
        while (PackEncoder.NextPack(batch, json, cbor))
        {
            batch.Stamp(long.MaxValue, ++sequence);
            int length = json.WriteLivePack(buffer, 0, batch);
            Assert.IsTrue(length <= json.MaxLivePackSize);
            all += Encoding.UTF8.GetString(buffer, 0, length);
            Assert.IsTrue(cbor.WriteLivePack(buffer, 0, batch) <= cbor.MaxLivePackSize);
        }

        Assert.IsTrue(channels[0].BatchLength == 199, all);
        Assert.IsTrue(all.IndexOf("\"t\":-425201.762106") > 0, all);
    }

    private static string First(Channel[] channels, long now)
    {
        PackEncoder encoder = new JsonPackEncoder(channels, "d:");
        byte[] buffer = new byte[8000];
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(now, 0);
        int end = encoder.WriteFirstPack(buffer, 0, buffer.Length, cursor);
        Assert.IsTrue(cursor.IsDone);

        // The same in pieces of one record.
        byte[] piece = new byte[PackEncoder.MaxRecordSize + 2];
        string pieces = string.Empty;
        cursor.Start(now, 0);
        while (!cursor.IsDone)
        {
            pieces += Encoding.UTF8.GetString(piece, 0, encoder.WriteFirstPack(piece, 0, piece.Length, cursor));
        }

        string pack = Encoding.UTF8.GetString(buffer, 0, end);
        Assert.AreEqual(pack, pieces);
        return pack;
    }

    private sealed class Lowest : IBatchSensor
    {
        public int Read(int[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = int.MinValue;
            }

            return values.Length;
        }
    }
}
