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
                Assert.AreEqual((int)(number - i) * 1000, ring.TimeRelativeTo(number, 1000 * i));
            }
        }
    }

    [TestMethod]
    public void Knows_times_across_the_end_of_32_bits()
    {
        HistoryRing ring = new HistoryRing(2);
        ring.Append(1, 0xFFFFFFF0L);
        ring.Append(2, 0x100000010L);
        Assert.AreEqual(-32, ring.TimeRelativeTo(0, 0x100000010L));
        Assert.AreEqual(16, ring.TimeRelativeTo(1, 0x100000000L));
    }
}
