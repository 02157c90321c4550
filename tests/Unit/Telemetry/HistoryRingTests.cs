using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class HistoryRingTests
{
    [TestMethod]
    public void Keeps_the_newest()
    {
        HistoryRing ring = new HistoryRing(3);
        Assert.AreEqual(0L, ring.Total);
        Assert.AreEqual(0L, ring.Oldest);
        for (int i = 0; i < 10; i++)
        {
            ring.Append(i * 11, 1000 * i);
            Assert.AreEqual(i + 1L, ring.Total);
            Assert.AreEqual(i < 3 ? 0L : i - 2L, ring.Oldest);
            for (long number = ring.Oldest; number < ring.Total; number++)
            {
                Assert.AreEqual((int)number * 11, ring.Value(number));
                Assert.AreEqual((number - i) * 1000, ring.TimeRelativeTo(number, 1000 * i));
            }
        }
    }

    [TestMethod]
    public void Knows_times_across_the_end_of_32_bits()
    {
        HistoryRing ring = new HistoryRing(2);
        ring.Append(1, 0xFFFFFFF0L);
        ring.Append(2, 0x100000010L);
        Assert.AreEqual(-32L, ring.TimeRelativeTo(0, 0x100000010L));
        Assert.AreEqual(16L, ring.TimeRelativeTo(1, 0x100000000L));
    }

    [TestMethod]
    public void Knows_times_of_days_and_of_years()
    {
        const long Day = 24L * 60 * 60 * 1000;
        HistoryRing ring = new HistoryRing(60);
        for (int day = 0; day <= 1000; day++)
        {
            ring.Append(day, 7 + (day * Day));
            for (long number = ring.Oldest; number < ring.Total; number++)
            {
                Assert.AreEqual((number - day) * Day, ring.TimeRelativeTo(number, 7 + (day * Day)));
            }
        }

        // 25 days of silence, and 49.
        ring.Append(1001, 7 + (1025 * Day));
        ring.Append(1002, 7 + (1074 * Day));
        Assert.AreEqual(60L, ring.Total - ring.Oldest);
        Assert.AreEqual(-74 * Day, ring.TimeRelativeTo(1000, 7 + (1074 * Day)));
        Assert.AreEqual(-49 * Day, ring.TimeRelativeTo(1001, 7 + (1074 * Day)));
    }

    [TestMethod]
    public void Drops_readings_whose_time_does_not_fit()
    {
        HistoryRing ring = new HistoryRing(3);
        ring.Append(1, 5);
        ring.Append(2, 0xFFFFFFFFL + 5);
        Assert.AreEqual(0L, ring.Oldest);
        Assert.AreEqual(0, ring.Dropped);
        Assert.AreEqual(-0xFFFFFFFFL, ring.TimeRelativeTo(0, 0xFFFFFFFFL + 5));
        ring.Append(3, 0x1FFFFFFFFL + 5);
        Assert.AreEqual(2L, ring.Oldest);
        Assert.AreEqual(3L, ring.Total);
        Assert.AreEqual(2, ring.Dropped);
        Assert.AreEqual(3, ring.Value(2));
        Assert.AreEqual(0L, ring.TimeRelativeTo(2, 0x1FFFFFFFFL + 5));
    }

    [TestMethod]
    public void Drops_only_what_it_still_had()
    {
        HistoryRing ring = new HistoryRing(2);
        for (int i = 0; i < 5; i++)
        {
            ring.Append(i, i);
        }

        ring.Append(5, 0x200000000L);
        Assert.AreEqual(2, ring.Dropped);
        Assert.AreEqual(5L, ring.Oldest);
        ring.Append(int.MinValue, 0x400000000L);
        Assert.AreEqual(3, ring.Dropped);
        Assert.AreEqual(int.MinValue, ring.Value(6));
    }

    /// <summary>Gaps of every size up to the largest, in rings of every small length, compared with a plain list.</summary>
    [TestMethod]
    public void Times_are_exact_whatever_the_gaps()
    {
        const int Appends = 50;
        uint random = 12345;
        for (int length = 1; length <= 7; length++)
        {
            HistoryRing ring = new HistoryRing(length);
            long[] times = new long[Appends];
            long time = 0;
            for (int i = 0; i < Appends; i++)
            {
                random = (random * 1664525) + 1013904223;
                time += random >> (int)(random >> 8) % 32;
                times[i] = time;
                ring.Append(i, time);
                long following = ring.OldestTime;
                for (long number = ring.Oldest; number <= i; number++)
                {
                    Assert.AreEqual(times[(int)number], following);
                    Assert.AreEqual(times[(int)number] - times[i], ring.TimeRelativeTo(number, time));
                    Assert.AreEqual((int)number, ring.Value(number));
                    following = number < i ? ring.TimeAfter(number, following) : following;
                }
            }
        }
    }
}
