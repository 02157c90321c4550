using Microsoft.Extensions.Time.Testing;
using Sensorcast.Cli.Bridge;

namespace Sensorcast.Tests.CliTests;

/// <summary>A line that repeats is written once and then summed up, less and less often.</summary>
[TestClass]
public class BridgeLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lines = [];

    [TestMethod]
    public void Lines_that_alternate_are_written_once_and_then_summed_up_at_growing_intervals()
    {
        using BridgeLog log = Make();
        var summaries = new List<double>();
        for (int second = 0; second < 4000; second++)
        {
            int before = _lines.Count;
            Pass(1);
            if (_lines.Count > before && second > 0)
            {
                summaries.Add(second);
            }

            log.Write("connected");
            log.Write("ended");
        }

        Assert.AreEqual("attic: connected, attic: ended", Text(2));
        Assert.AreEqual("attic: 10 times more in 11 s: connected, attic: 10 times more in 11 s: ended", Text(2, skip: 2));
        Assert.AreEqual("attic: 60 times more in 1 min: connected, attic: 60 times more in 1 min: ended", Text(2, skip: 4));
        Assert.HasCount(4, summaries, string.Join(' ', summaries));
        for (int i = 2; i < summaries.Count; i++)
        {
            Assert.IsGreaterThan(summaries[i - 1] - summaries[i - 2], summaries[i] - summaries[i - 1]);
        }
    }

    [TestMethod]
    public void The_last_line_is_the_current_state_and_is_not_late()
    {
        using BridgeLog log = Make();
        log.Write("online");
        Pass(100);
        log.Write("away");
        for (int i = 0; i < 30; i++)
        {
            log.Write("refused");
            Pass(1);
        }

        log.Write("online");
        Pass(10);
        Assert.AreEqual("attic: once more in 2 min 20 s: online", _lines[^1]);
    }

    [TestMethod]
    public void A_line_that_repeats_much_later_is_new()
    {
        using BridgeLog log = Make();
        foreach (string line in new[] { "online", "away", "online", "away" })
        {
            log.Write(line);
            Pass(1000);
        }

        Assert.AreEqual("attic: online, attic: away, attic: online, attic: away", Text(10));
    }

    [TestMethod]
    public void The_same_line_for_days_is_a_summary_an_hour()
    {
        using BridgeLog log = Make();
        for (int minute = 0; minute < 24 * 60; minute++)
        {
            log.Write("refused");
            Pass(60);
        }

        Assert.AreEqual("attic: refused", _lines[0]);
        Assert.IsInRange(20, 40, _lines.Count);
        Assert.EndsWith("more in 1 h: refused", _lines[^1]);
    }

    [TestMethod]
    public void Lines_of_one_kind_are_summed_up_with_the_newest()
    {
        using BridgeLog log = Make();
        for (int i = 1; i <= 100; i++)
        {
            log.Write($"{i} packs dropped", kind: "dropped");
        }

        Pass(10);
        Assert.AreEqual("attic: 1 packs dropped, attic: 99 times more in 10 s: 100 packs dropped", Text(10));
    }

    [TestMethod]
    public void A_summary_of_many_lines_is_short()
    {
        using BridgeLog log = Make();
        for (int i = 0; i < 3; i++)
        {
            for (int topic = 1; topic <= 60; topic++)
            {
                log.Write($"{topic} is refused");
            }
        }

        int before = _lines.Count;
        Pass(10);
        Assert.AreEqual("attic: 110 times more: 55 other lines, attic: 2 times more in 10 s: 56 is refused", Text(2, skip: before));
        Assert.AreEqual(before + 6, _lines.Count);
    }

    [TestMethod]
    public void Any_number_of_kinds_takes_limited_memory()
    {
        using BridgeLog log = Make();
        for (int i = 0; i < 10_000; i++)
        {
            log.Write($"{i}");
        }

        Assert.HasCount(10_000, _lines);
        log.Write("0");
        Assert.AreEqual("attic: 0", _lines[^1], "It is forgotten.");
    }

    [TestMethod]
    public void Lines_that_are_not_summed_up_yet_are_written_at_the_end()
    {
        using (BridgeLog log = Make())
        {
            log.Write("refused");
            log.Write("refused");
        }

        Assert.AreEqual("attic: once more in 0.0 s: refused", _lines[^1]);
        Pass(100);
        Assert.HasCount(2, _lines);
    }

    private BridgeLog Make() => new("attic", _lines.Add, _time);

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private string Text(int count, int skip = 0) => string.Join(", ", _lines.Skip(skip).Take(count));
}
