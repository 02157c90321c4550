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
    public void First_packs_read_back_exactly_however_they_are_cut()
    {
        SenmlGen.Any.Hold(4_000, CheckFirst, x => x.ToString());
    }

    private static void CheckLive(SenmlCase x)
    {
        var readings = new LiveReadings(x.Channels.Length);
        for (int i = 0; i < x.Read.Length; i++)
        {
            readings.Add(x.Read[i], x.Values[i], IsIntroduction(x, x.Read[i]));
        }

        readings.Stamp(x.UnixMilliseconds * 1000, x.Sequence);
        decimal time = x.UnixMilliseconds / 1000m;
        List<SenmlRecord> expected = [.. x.Read.Select((channel, i) => Record(x, channel, IsIntroduction(x, channel), x.Values[i], time, i == 0 ? x.Sequence : null))];
        CollectionAssert.AreEqual(expected, SenmlReader.Json(Live(new JsonPackEncoder(x.Channels, x.BaseName), readings)));
        CollectionAssert.AreEqual(expected, SenmlReader.Cbor(Live(new CborPackEncoder(x.Channels, x.BaseName), readings)));
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

                decimal time = (x.UnixMilliseconds + history.TimeRelativeTo(i, x.Milliseconds)) / 1000m;
                expected.Add(Record(x, channel, introduce, history.Value(i), time, null));
                introduce = false;
            }
        }

        CollectionAssert.AreEqual(expected, SenmlReader.Json(First(x, new JsonPackEncoder(x.Channels, x.BaseName))));
        CollectionAssert.AreEqual(expected, SenmlReader.Cbor(First(x, new CborPackEncoder(x.Channels, x.BaseName))));
    }

    private static byte[] First(SenmlCase x, PackEncoder encoder)
    {
        var cursor = new FirstPackCursor();
        cursor.Start(x.Milliseconds, x.UnixMilliseconds * 1000);
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

    private static SenmlRecord Record(SenmlCase x, int index, bool introduce, int value, decimal time, decimal? sequence)
    {
        Channel channel = x.Channels[index];
        decimal scale = 1;
        for (int i = 0; i < Math.Abs(channel.Exponent); i++)
        {
            scale *= 10;
        }

        return new SenmlRecord(
            x.BaseName + channel.Name,
            introduce ? channel.Unit : null,
            introduce ? channel.PeriodMilliseconds / 1000m : null,
            channel.Exponent < 0 ? value / scale : value * scale,
            time,
            sequence);
    }
}
