using System.Text.Json;
using Sensorcast.Drivers;
using Sensorcast.Sensors;
using Sensorcast.Simulator;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.SimulationTests.Drivers;

/// <summary>
/// Drivers that wait, hang and throw, and storms of events, beside channels that must be read in time: in simulated time, from seeds.
/// </summary>
[TestClass]
public class DriverTests
{
    private const int Duration = 60_000;
    private const int Period = 100;
    private const int Conversion = 750;
    private const int MaxRest = 10;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 20).Select(static seed => new object[] { (ulong)seed });

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public void Nothing_is_late_by_more_than_a_step(ulong seed)
    {
        var random = new Prng(seed);
        var clock = new SimulatedClock(0, 0);
        using var thread = new VirtualThread(clock);
        var slow = new SlowDriver(thread, clock, random.Fork(1));
        var waiting = new WaitingDriver(slow, 2, thread);
        var events = new EventSensor();
        var client = new StreamEnd();
        Channel[] channels =
        [
            new("fast", "V", 0, Period, new Counting()),
            new("slow", "Cel", 0, 1000, waiting.Value(0)),
            new("same", "Cel", 0, 1000, waiting.Value(1)),
            new("event", "count", 0, 600_000, events),
        ];
        var options =
            new SensorOptions { BaseName = "b:", HostNames = ["board"], IdleTimeout = 10 * Duration, StallTimeout = 10 * Duration };
        var server = new SensorServer(options, client, clock, channels);
        List<(int Value, long Time)> posted = [];
        List<(string Name, decimal Time, int Value, long Now)> reported = [];
        long start = clock.UnixMilliseconds;
        int storm = 0;
        int rest = 1;
        while (clock.Milliseconds < Duration)
        {
            thread.Play();

            // Now and then a press and a release, now and then a second of 10,000 events.
            storm = random.Below(2000) == 0 ? 1000 : storm - rest;
            int count = storm > 0 ? 10 * rest : random.Below(500) == 0 ? 2 : 0;
            for (int i = 0; i < count; i++)
            {
                posted.Add((posted.Count, clock.Milliseconds));
                events.Post(posted.Count - 1);
            }

            rest = Math.Min(Step(server), random.Between(1, MaxRest));
            clock.Advance(rest);
            foreach (JsonElement pack in client.Take())
            {
                Read(pack, start, reported, clock.Milliseconds);
            }
        }

        CheckFast([.. reported.Where(static reading => reading.Name == "fast")]);
        CheckSlow(reported, slow);
        CheckEvents([.. reported.Where(static reading => reading.Name == "event")], posted, events.Lost);
    }

    /// <summary>Steps until the server rests.</summary>
    private static int Step(SensorServer server)
    {
        int idle = server.Step();
        for (int steps = 1; idle == 0; steps++)
        {
            Assert.IsLessThan(1000, steps);
            idle = server.Step();
        }

        return idle;
    }

    private static void Read(JsonElement pack, long unixStart, List<(string Name, decimal Time, int Value, long Now)> reported, long now)
    {
        decimal start = pack[0].GetProperty("bt").GetDecimal();
        bool isFirst = !pack[0].TryGetProperty("seq", out _);
        foreach (JsonElement record in pack.EnumerateArray())
        {
            if (!isFirst && record.TryGetProperty("n", out JsonElement name))
            {
                decimal time = start + (record.TryGetProperty("t", out JsonElement relative) ? relative.GetDecimal() : 0);
                reported.Add((name.GetString()!, (time * 1000) - unixStart, record.GetProperty("v").GetInt32(), now));
            }
        }
    }

    /// <summary>Each reading, at its time, within the step that it was due in.</summary>
    private static void CheckFast(List<(string Name, decimal Time, int Value, long Now)> reported)
    {
        Assert.HasCount((Duration / Period) - 1, reported);
        for (int i = 0; i < reported.Count; i++)
        {
            Assert.AreEqual((i + 1) * Period, reported[i].Time);
            Assert.IsLessThanOrEqualTo(MaxRest, reported[i].Now - reported[i].Time);
        }
    }

    /// <summary>
    /// Each reading once, with the time at which its driver returned, the same for both channels, and reported at most a step later.
    /// </summary>
    private static void CheckSlow(List<(string Name, decimal Time, int Value, long Now)> reported, SlowDriver slow)
    {
        (decimal, int)[] first =
            [.. reported.Where(static reading => reading.Name == "slow").Select(static reading => (reading.Time, reading.Value))];
        (decimal, int)[] second =
            [.. reported.Where(static reading => reading.Name == "same").Select(static reading => (reading.Time, -reading.Value))];
        CollectionAssert.AreEqual(first, second);
        (decimal, int)[] expected = [.. slow.Returned.Take(first.Length)];
        CollectionAssert.AreEqual(expected, first);
        Assert.IsGreaterThanOrEqualTo(slow.Returned.Count - 1, first.Length);
        Assert.IsGreaterThan(10, first.Length);
        Assert.IsTrue(
            reported.Where(static reading => reading.Name == "slow").All(static reading => reading.Now - reading.Time <= 2 * MaxRest));
    }

    /// <summary>In order, with their times; an event that was not reported was counted; and the last one was reported.</summary>
    private static void CheckEvents(
        List<(string Name, decimal Time, int Value, long Now)> reported, List<(int Value, long Time)> posted, int lost)
    {
        int last = -1;
        foreach ((_, decimal time, int value, long now) in reported)
        {
            Assert.IsGreaterThan(last, value);
            Assert.IsTrue(time >= posted[value].Time
                && now - time <= 2 * MaxRest, $"{value} of {posted[value].Time} is reported at {now} as of {time}");
            last = value;
        }

        // Some may have come after the last turn.
        Assert.IsInRange(posted.Count - (10 * MaxRest), posted.Count, reported.Count + lost);
    }

    private sealed class Counting : ISensor
    {
        private int _value;

        public bool TryRead(out int value)
        {
            value = _value++;
            return true;
        }
    }

    /// <summary>Takes 750 ms, now and then much longer; throws now and then.</summary>
    private sealed class SlowDriver(VirtualThread thread, SimulatedClock clock, Prng random) : IDriver
    {
        private int _reads;

        public List<(decimal Time, int Value)> Returned { get; } = [];

        public void Read(DriverReadings readings)
        {
            thread.Sleep(random.Below(20) == 0 ? 5000 : Conversion);
            if (random.Below(10) == 0)
            {
                throw new InvalidOperationException("The wire is loose");
            }

            Returned.Add((clock.Milliseconds, ++_reads));
            readings.Set(0, _reads);
            readings.Set(1, -_reads);
        }
    }
}
