using Microsoft.Extensions.Time.Testing;
using Sensorcast.Cli.Record;
using Sensorcast.Client;
using Sensorcast.Tests.DotNetClientTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>How long a gap was: from the last reading before it to the first after it.</summary>
[TestClass]
public sealed class RecordingTests : IDisposable
{
    private static readonly Disconnected Loss = new(new ConnectionLostException("test"), TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _text = new();
    private readonly Recording _recording;

    public RecordingTests() =>
        _recording = new Recording(new CsvRows(), _text.Write, withHistory: true, earlier: [], board: "", _time);

    [TestMethod]
    public void Counts_from_the_last_reading_not_from_the_loss()
    {
        BeSilent(1.2);
        _recording.Take(Loss);
        _recording.Take(new Connected(2, TimeSpan.FromSeconds(0.1)));
        _recording.Take(new Pack(default, SenmlEncoding.Json, null, "", []));
        Assert.DoesNotContain("reconnected", _text.ToString(), "The gap ends with a reading.");

        _recording.Take(Packs.Read("""[{"bn":"b:","bt":1763877601.2,"n":"a","v":2}]"""));

        Assert.Contains("2025-11-23T06:00:01.200000Z,,,,reconnected after 1.2 s\n", _text.ToString());
    }

    [TestMethod]
    public void A_history_that_reaches_back_makes_it_shorter()
    {
        BeSilent(1);
        _recording.Take(Loss);
        _recording.Take(new Connected(2, TimeSpan.FromSeconds(1)));

        _recording.Take(Packs.Read("""[{"bn":"b:","bt":1763877601,"n":"a","v":2,"t":-0.5},{"n":"a","v":3}]"""));

        Assert.Contains("reconnected after 0.5 s\n", _text.ToString());
    }

    [TestMethod]
    [DataRow(1763877000)]
    [DataRow(1763899999)]
    public void A_clock_that_was_set_does_not_count(int time)
    {
        BeSilent(1);
        _recording.Take(Loss);
        _recording.Take(new Connected(2, TimeSpan.FromSeconds(1)));

        _recording.Take(Packs.Read($$"""[{"bn":"b:","bt":{{time}},"n":"a","v":2}]"""));

        Assert.Contains("reconnected after 1.0 s\n", _text.ToString());
    }

    [TestMethod]
    public void A_board_that_stays_away_leaves_a_gap_at_the_end()
    {
        BeSilent(1);
        _recording.Take(Loss);

        _recording.End();

        Assert.Contains("no connection for the last 1.0 s\n", _text.ToString());
        Assert.AreEqual(1, _recording.Gaps);
    }

    public void Dispose() => _text.Dispose();

    /// <summary>Sends a reading, and then nothing for a time.</summary>
    private void BeSilent(double seconds)
    {
        _recording.Take(Packs.Read("""[{"bn":"b:","bt":1763877600,"n":"a","v":1}]"""));
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
