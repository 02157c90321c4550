namespace Sensorcast.Tests.Unit;

/// <summary>The times of packs while the time of day is a little wrong, is set, or goes back.</summary>
[TestClass]
public class WallTimeTests
{
    private const long Noon = 1700000000000;

    private readonly ServerBench _bench = new ServerBench(8);
    private MemoryTransport _client;
    private int _packs;

    [TestMethod]
    public void A_small_difference_is_made_up_for_within_a_minute_and_never_steps_back()
    {
        int[] differences = { 1000, 500, 21, 2, -2, -21, -500, -1000 };
        foreach (int difference in differences)
        {
            Start();
            long before = Next();
            _bench.Clock.UnixMilliseconds += difference;
            for (int passed = 0; passed < 60; passed++)
            {
                long stamp = Next();
                Assert.IsTrue(stamp > before, "A step back");
                long step = stamp - before - 1000000;
                Assert.IsTrue(step >= -20000 && step <= 20000, "A jump");
                before = stamp;
            }

            long wrong = before - (_bench.Clock.UnixMilliseconds * 1000);
            Assert.AreEqual(0L, wrong, difference.ToString());
        }
    }

    [TestMethod]
    public void A_large_difference_is_taken_at_once_forward_and_back()
    {
        int[] differences = { 1002, 3600000, -1002, -3600000 };
        Start();
        foreach (int difference in differences)
        {
            Next();
            _bench.Clock.UnixMilliseconds += difference;
            Assert.AreEqual(_bench.Clock.UnixMilliseconds + 1000, Next() / 1000);
        }

        // Set while a difference is made up for: nothing is left to make up for.
        _bench.Clock.UnixMilliseconds += 500;
        Next();
        _bench.Clock.UnixMilliseconds += 3600000;
        long before = Next();
        _bench.Clock.UnixMilliseconds++;
        Assert.AreEqual(1000000L, Next() - before);
    }

    [TestMethod]
    public void Clocks_that_agree_but_for_a_millisecond_change_no_distance()
    {
        Start();
        long before = Next();
        for (int i = 0; i < 20; i++)
        {
            _bench.Clock.UnixMilliseconds += i % 4 == 0 || i % 4 == 3 ? 1 : -1;
            long stamp = Next();
            Assert.AreEqual(1000000L, stamp - before);
            before = stamp;
        }
    }

    private void Start()
    {
        _bench.Clock.UnixMilliseconds = Noon;
    }

    /// <summary>Lets a second pass and returns the time of its pack in microseconds.</summary>
    private long Next()
    {
        if (_packs++ % 15 == 0)
        {
            // A silent client is cut.
            _client = _bench.ConnectStream();
        }

        _bench.Clock.Milliseconds += 1000;
        _bench.Clock.UnixMilliseconds += 1000;
        _bench.Run();
        string pack = _client.TakeFrames();
        int start = pack.IndexOf("\"bt\":") + 5;
        int end = pack.IndexOf(",", start);
        string seconds = pack.Substring(start, end - start);
        int point = seconds.IndexOf(".");
        string fraction = point < 0 ? string.Empty : seconds.Substring(point + 1);
        while (fraction.Length < 6)
        {
            fraction += "0";
        }

        return (long.Parse(point < 0 ? seconds : seconds.Substring(0, point)) * 1000000) + long.Parse(fraction);
    }
}
