using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Sensorcast.Client;
using Sensorcast.Client.Senml;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>What a reader receives: no reading twice, and a report of everything that it missed.</summary>
[TestClass]
public class ReaderStateTests
{
    private readonly ConcurrentDictionary<string, ChannelInfo> _channels = new();
    private readonly ReaderState _reader;

    public ReaderStateTests() => _reader = new ReaderState(_channels);

    [TestMethod]
    [DataRow(0.0, 0.0)]
    [DataRow(0.0, 3.2)]
    [DataRow(3.2, 0.0)]
    [DataRow(0.4, 0.9)]
    [DataRow(4.9, 5.0)]
    public void Readings_without_time_of_day_are_returned_once_whatever_the_latency(double live, double history)
    {
        Take(1, 0, 0, """[{"bn":"b:","n":"a","ut":1,"v":1}]""");
        Take(1, 1 + live, 0, """[{"bn":"b:","seq":1,"n":"a","v":2}]""");
        Take(1, 2 + live, 0, """[{"bn":"b:","seq":2,"n":"a","v":3}]""");

        // Made at 4.5 s; the connection was opened just before.
        string readings =
            Take(2, 4.5 + history, 4.4,
                """[{"bn":"b:","n":"a","ut":1,"v":1,"t":-4.5},{"n":"a","v":2,"t":-3.5},{"n":"a","v":3,"t":-2.5},{"n":"a","v":4,"t":-1.5},{"n":"a","v":5,"t":-0.5}]""");

        Assert.AreEqual("4 5", readings);
    }

    [TestMethod]
    public void A_value_that_stays_is_new_where_it_is_certainly_later()
    {
        Take(1, 0, 0, """[{"bn":"b:","n":"a","ut":1,"v":7}]""");
        Take(1, 1, 0, """[{"bn":"b:","seq":1,"n":"a","v":7}]""");

        Assert.AreEqual(
            "7 7", Take(
                2, 3.25, 3.2,
                """[{"bn":"b:","n":"a","ut":1,"v":7,"t":-3.2},{"n":"a","v":7,"t":-2.2},{"n":"a","v":7,"t":-1.2},{"n":"a","v":7,"t":-0.2}]"""));
    }

    [TestMethod]
    public void Stamps_that_a_corrected_clock_has_shifted_are_known()
    {
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"n":"a","ut":1,"v":1}]""");
        Take(1, 1, 0, """[{"bn":"b:","bt":1763877601,"seq":1,"n":"a","v":2}]""");

        Assert.AreEqual(
            "3", Take(2, 2, 2, """[{"bn":"b:","bt":1763877602.4,"n":"a","ut":1,"v":1,"t":-2},{"n":"a","v":2,"t":-1},{"n":"a","v":3}]"""));
    }

    [TestMethod]
    public void A_board_that_learns_the_time_repeats_nothing()
    {
        Take(1, 0, 0, """[{"bn":"b:","n":"a","ut":1,"v":1}]""");
        Take(1, 1, 0, """[{"bn":"b:","seq":1,"n":"a","v":2}]""");

        Assert.AreEqual(
            "3", Take(2, 2, 1.9, """[{"bn":"b:","bt":1763877602.4,"n":"a","ut":1,"v":1,"t":-2},{"n":"a","v":2,"t":-1},{"n":"a","v":3}]"""));
    }

    [TestMethod]
    public void Readings_of_an_earlier_run_are_not_returned_again()
    {
        DateTimeOffset last = DateTimeOffset.FromUnixTimeSeconds(1763877601);
        _reader.Resume([new Reading("b:a", last.AddSeconds(-1), 1m, null, true), new Reading("b:a", last, 2m, null, true)]);

        Assert.AreEqual(
            "3", Take(1, 0, 0, """[{"bn":"b:","bt":1763877602,"n":"a","ut":1,"v":1,"t":-2},{"n":"a","v":2,"t":-1},{"n":"a","v":3}]"""));
        Assert.AreEqual("4", Take(1, 1, 0, """[{"bn":"b:","bt":1763877603,"seq":1,"n":"a","v":4}]"""));
    }

    [TestMethod]
    public void Sequence_numbers_go_on_after_the_largest()
    {
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":4294967294,"n":"a","v":1}]""");
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":4294967295,"n":"a","v":1}]""");
        Assert.AreEqual(0, Skipped);
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":0,"n":"a","v":1}]""");
        Assert.AreEqual(0, Skipped);
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":4,"n":"a","v":1}]""");
        Assert.AreEqual(3, Skipped);
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":2,"n":"a","v":1}]""");
        Assert.AreEqual(3, Skipped, "A number that goes back a little says nothing.");
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":4294967295,"n":"a","v":1}]""");
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":5,"n":"a","v":1}]""");
        Assert.AreEqual(3 + 4294967292L + 5, Skipped, "5 is the sixth after 4294967295.");
        Take(1, 0, 0, """[{"bn":"b:","bt":1763877600,"seq":9007199254740991,"n":"a","v":1}]""");
        Assert.AreEqual(3 + 4294967292L + 5 + 9007199254740985L, Skipped, "Wider counters count too.");
    }

    private long Skipped { get; set; }

    /// <returns>The readings that are returned.</returns>
    private string Take(int connection, double arrival, double opened, string json)
    {
        DateTimeOffset time = Packs.Arrival.AddSeconds(arrival);
        Pack pack = PackResolver.Resolve(Encoding.UTF8.GetBytes(json), SenmlEncoding.Json, time, _channels);
        StreamEvent[] reported = [.. _reader.Take(pack with { Connection = connection, Made = new Timespan(opened, arrival) })];
        Skipped += reported.OfType<SkippedPacks>().Sum(static gap => gap.Count);
        return string.Join(
            ' ', reported.OfType<Pack>().Single().Readings.Select(reading => reading.Value.Number.ToString(CultureInfo.InvariantCulture)));
    }
}
