using System.Diagnostics;
using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>What the screen shows of a channel: its newest reading, the lowest and the highest since the start, and its course.</summary>
/// <param name="name">Its name without the board's base name.</param>
internal sealed class ChannelView(string name)
{
    /// <summary>How many points the course has.</summary>
    private const int MaxPoints = 120;

    /// <summary>A fast channel has a point a second, the mean of its readings; a slow one a point a reading.</summary>
    private static readonly TimeSpan PointPeriod = TimeSpan.FromSeconds(1);

    /// <summary>A channel is stale when a little more than so many periods have passed without a reading; as on the page.</summary>
    private const int MissingReadings = 3;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private Queue<decimal> _points = new();
    private DateTimeOffset _pointStart;
    private decimal _pointSum;
    private int _pointCount;
    private long _arrival;
    private TimeSpan _ageAtArrival;

    /// <summary>Its name, without control characters.</summary>
    public string Name { get; } = Printable.Of(name);

    /// <summary>Its label for people: its title, or its name.</summary>
    public string Title { get; private set; } = Printable.Of(name);

    /// <summary>The group that it is shown in; empty for none.</summary>
    public string Group { get; private set; } = "";

    /// <summary>The board's description of it.</summary>
    public ChannelInfo? Info { get; private set; }

    /// <summary>The newest reading.</summary>
    public Reading? Last { get; private set; }

    /// <summary>The power of ten of the last digit that it has had.</summary>
    public int Exponent { get; private set; }

    /// <summary>Whether the board has removed it.</summary>
    public bool IsGone { get; set; }

    /// <summary>The lowest number, if there is one.</summary>
    public decimal? Minimum { get; private set; }

    /// <summary>The highest number, if there is one.</summary>
    public decimal? Maximum { get; private set; }

    /// <summary>The number of the largest magnitude, which decides on the prefix of the unit.</summary>
    public decimal Magnitude => Math.Max(-(Minimum ?? 0), Maximum ?? 0);

    /// <summary>The severity of its newest reading.</summary>
    public AlarmLevel Level => Last?.Value.Kind == ReadingKind.Number ? AlarmLevels.Of(Last.Value.Number, Info) : AlarmLevel.None;

    /// <summary>The course: the points from old to new.</summary>
    public IReadOnlyCollection<decimal> Points => _pointCount == 0 ? _points : [.. _points, _pointSum / _pointCount];

    /// <summary>The age of the newest reading at a time of the monotonic clock.</summary>
    public TimeSpan Age(long now) => _ageAtArrival + Stopwatch.GetElapsedTime(_arrival, now);

    /// <summary>Whether readings are missing.</summary>
    public bool IsStale(long now) => Info?.UpdateTime is TimeSpan update && Age(now) > (MissingReadings * update) + Tolerance;

    /// <summary>Takes the next reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="packTime">The board's time of its pack.</param>
    /// <param name="info">The board's description of the channel.</param>
    public void Add(Reading reading, DateTimeOffset packTime, ChannelInfo? info)
    {
        (Last, IsGone) = (reading, false);
        Describe(info);
        _arrival = Stopwatch.GetTimestamp();
        _ageAtArrival = packTime > reading.Time ? packTime - reading.Time : TimeSpan.Zero;
        switch (reading.Value.Kind)
        {
            case ReadingKind.Number:
                decimal number = reading.Value.Number;
                Exponent = Math.Min(Exponent, -number.Scale);
                Minimum = Minimum < number ? Minimum : number;
                Maximum = Maximum > number ? Maximum : number;
                Plot(number, reading.Time);
                break;
            case ReadingKind.Boolean:
                Plot(reading.Value.Boolean ? 1 : 0, reading.Time);
                break;
        }
    }

    /// <summary>Takes the board's description of the channel.</summary>
    public void Describe(ChannelInfo? info)
    {
        if (info is not null && info != Info)
        {
            Info = info;
            Title = Printable.Of(info.Title ?? "") is { Length: > 0 } title ? title : Name;
            Group = Printable.Of(info.Group ?? "");
        }
    }

    /// <summary>Makes an unchanging copy.</summary>
    public ChannelView Copy()
    {
        var copy = (ChannelView)MemberwiseClone();
        copy._points = new Queue<decimal>(_points);
        return copy;
    }

    private void Plot(decimal number, DateTimeOffset time)
    {
        if (_pointCount > 0 && (time - _pointStart >= PointPeriod || time < _pointStart))
        {
            _points.Enqueue(_pointSum / _pointCount);
            if (_points.Count > MaxPoints)
            {
                _points.Dequeue();
            }

            _pointCount = 0;
        }

        if (_pointCount++ == 0)
        {
            (_pointStart, _pointSum) = (time, 0);
        }

        // Numbers near the largest of a decimal would overflow the sum.
        _pointSum = Math.Abs(number) < decimal.MaxValue / int.MaxValue ? _pointSum + number : _pointSum;
    }
}
