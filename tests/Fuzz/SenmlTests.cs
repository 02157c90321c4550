using System.Text;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.Fuzz;

/// <summary>Every pack reads back exactly, stays within its size, and writes nothing outside.</summary>
[TestClass]
public class SenmlTests
{
    [TestMethod]
    public void Live_packs_read_back_exactly()
    {
        SenmlGen.Any.Hold(4_000, CheckLive, x => x.ToString());
    }

    [TestMethod]
    public void Batches_read_back_exactly()
    {
        SenmlGen.Any.Hold(4_000, CheckBatches, x => x.ToString());
    }

    [TestMethod]
    public void First_packs_read_back_exactly_however_they_are_cut()
    {
        SenmlGen.Any.Hold(4_000, CheckFirst, x => x.ToString());
    }

    private static void CheckLive(SenmlCase x)
    {
        var readings = new LiveReadings(x.Channels.Length);
        List<SenmlRecord> expected = [];
        foreach (int index in x.Read.Where(index => x.Channels[index].Kind != ChannelKind.Batch))
        {
            bool introduce = IsIntroduction(x, index);
            int value = x.Values[expected.Count];
            switch (x.Channels[index].Kind)
            {
                case ChannelKind.Number:
                    readings.Add(index, value, introduce);
                    break;
                case ChannelKind.Boolean:
                    readings.AddBoolean(index, value != 0, introduce);
                    break;
                default:
                    readings.AddText(index, x.Texts[index], introduce);
                    break;
            }

            expected.Add(Record(x, index, introduce, value, x.UnixMicroseconds, expected.Count == 0 ? x.Sequence : null));
        }

        if (expected.Count > 0)
        {
            CheckLive(x, readings, expected);
        }
    }

    private static void CheckBatches(SenmlCase x)
    {
        for (int index = 0; index < x.Channels.Length; index++)
        {
            Channel channel = x.Channels[index];
            if (channel.Kind == ChannelKind.Batch)
            {
                bool introduce = IsIntroduction(x, index);
                var readings = new LiveReadings(index, channel);
                readings.Fetch(new Batch(x.Values), introduce);
                int count = Math.Min(x.Values.Length, channel.BatchLength);
                Assert.AreEqual(count, readings.Count);
                CheckLive(x, readings, [.. Enumerable.Range(0, count).Select(i => Record(
                    x,
                    index,
                    introduce && i == 0,
                    x.Values[i],
                    x.UnixMicroseconds + ((long)(i - count + 1) * channel.IntervalMicroseconds),
                    i == 0 ? x.Sequence : null))]);
            }
        }
    }

    private static void CheckLive(SenmlCase x, LiveReadings readings, List<SenmlRecord> expected)
    {
        var json = new JsonPackEncoder(x.Channels, x.BaseName);
        var cbor = new CborPackEncoder(x.Channels, x.BaseName);
        int start = 0;
        while (PackEncoder.NextPack(readings, json, cbor))
        {
            // What does not fit into one pack makes several, and the first record of each has its number.
            readings.Stamp(x.UnixMicroseconds, x.Sequence);
            List<SenmlRecord> records = SenmlReader.Json(Live(json, readings));
            Assert.IsNotEmpty(records);
            List<SenmlRecord> part = expected.GetRange(start, records.Count);
            part[0] = part[0] with { Sequence = x.Sequence };
            CollectionAssert.AreEqual(part, records);
            CollectionAssert.AreEqual(part, SenmlReader.Cbor(Live(cbor, readings)));
            start += records.Count;
        }

        Assert.HasCount(start, expected);
    }

    private static bool IsIntroduction(SenmlCase x, int channel) => x.Channels[channel].History.Total % 2 == 1;

    private static byte[] Live(PackEncoder encoder, LiveReadings readings)
    {
        var buffer = new Poisoned(1);
        buffer.Fill(new byte[encoder.MaxLivePackSize]);
        int end = encoder.WriteLivePack(buffer.Buffer, buffer.Offset, readings);
        Assert.IsLessThanOrEqualTo(buffer.Offset + buffer.Count, end, "Longer than the most it may be");
        buffer.AssertIntact();
        return buffer.Content[..(end - buffer.Offset)].ToArray();
    }

    private static void CheckFirst(SenmlCase x)
    {
        List<SenmlRecord> expected = [];
        for (int channel = 0; channel < x.Channels.Length; channel++)
        {
            HistoryRing history = x.Channels[channel].History;
            bool introduce = true;
            for (long i = history.Oldest; i < history.Total; i++)
            {
                // Of a channel that was read only later, one reading introduces it.
                if (history.TimeRelativeTo(i, x.Milliseconds) > 0 && !introduce)
                {
                    break;
                }

                long time = x.UnixMicroseconds + (history.TimeRelativeTo(i, x.Milliseconds) * 1000L);
                expected.Add(Record(x, channel, introduce, history.Value(i), time, null));
                introduce = false;
            }
        }

        if (expected.Count == 0)
        {
            expected.Add(new SenmlRecord(x.BaseName, null, null, null, null, x.UnixMicroseconds / 1000000m, null));
        }

        CollectionAssert.AreEqual(expected, SenmlReader.Json(First(x, new JsonPackEncoder(x.Channels, x.BaseName))));
        CollectionAssert.AreEqual(expected, SenmlReader.Cbor(First(x, new CborPackEncoder(x.Channels, x.BaseName))));
    }

    private static byte[] First(SenmlCase x, PackEncoder encoder)
    {
        var cursor = new FirstPackCursor();
        cursor.Start(x.Milliseconds, x.UnixMicroseconds);
        List<byte> pack = [];
        for (int i = 0; !cursor.IsDone; i++)
        {
            var buffer = new Poisoned(i);
            buffer.Fill(new byte[x.Sizes[i % x.Sizes.Length]]);
            int end = encoder.WriteFirstPack(buffer.Buffer, buffer.Offset, buffer.Offset + buffer.Count, cursor);
            Assert.IsTrue(end > buffer.Offset && end <= buffer.Offset + buffer.Count, $"Wrote {end - buffer.Offset} of {buffer.Count}");
            buffer.AssertIntact();
            pack.AddRange(buffer.Content[..(end - buffer.Offset)]);
        }

        return [.. pack];
    }

    private static SenmlRecord Record(SenmlCase x, int index, bool introduce, int value, long unixMicroseconds, decimal? sequence)
    {
        Channel channel = x.Channels[index];
        decimal scale = 1;
        for (int i = 0; i < Math.Abs(channel.Exponent); i++)
        {
            scale *= 10;
        }

        decimal Scaled(int number) => channel.Exponent < 0 ? number / scale : number * scale;
        SettableRange? range = channel.Actuator is null ? null
            : channel.Kind == ChannelKind.Boolean ? new(null, null, null)
            : new(Scaled(channel.Min), Scaled(channel.Max), Scaled(1));
        return new SenmlRecord(
            x.BaseName + channel.Name,
            introduce ? channel.Unit : null,
            introduce ? channel.PeriodMilliseconds / 1000m : null,
            introduce ? range : null,
            channel.Kind switch { ChannelKind.Boolean => value != 0, ChannelKind.Text => InUtf8(x.Texts[index]), _ => Scaled(value) },
            unixMicroseconds / 1000000m,
            sequence);
    }

    /// <summary>UTF-8 has no surrogate that is alone: it is replaced.</summary>
    private static string InUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed class Batch(int[] values) : IBatchSensor
    {
        public int Read(int[] into)
        {
            int count = Math.Min(values.Length, into.Length);
            Array.Copy(values, into, count);
            return count;
        }
    }
}
