namespace Sensorcast.Telemetry;

/// <summary>Readings of several channels that each have a time of their own. Allocates nothing after its construction.</summary>
internal sealed class TimedReadings : LiveReadings
{
    private const int MicrosecondsPerMillisecond = 1000;

    private readonly long[] _times;

    /// <summary>Makes room for readings.</summary>
    /// <param name="capacity">How many.</param>
    internal TimedReadings(int capacity)
        : base(capacity)
    {
        _times = new long[capacity];
        MarkAsTimed();
    }

    /// <summary>Whether there is no room for one more.</summary>
    internal bool IsFull => Count == _times.Length;

    /// <inheritdoc/>
    internal override bool HaveTimes => true;

    /// <summary>When the newest reading was taken, on the server's clock, in milliseconds: the time of the pack.</summary>
    internal long End { get; private set; }

    /// <summary>Forgets all readings.</summary>
    internal void Restart()
    {
        Clear();
        MarkAsTimed();
        End = long.MinValue;
    }

    /// <summary>Says when the reading that is added next was taken, on the server's clock, in milliseconds.</summary>
    internal void NextTakenAt(long time)
    {
        _times[Count] = time;
        End = time > End ? time : End;
    }

    /// <inheritdoc/>
    internal override long RelativeMicroseconds(int index)
    {
        return (_times[index] - End) * MicrosecondsPerMillisecond;
    }
}
