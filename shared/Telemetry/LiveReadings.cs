namespace Sensorcast.Telemetry;

/// <summary>The readings of one live pack: which channels were read at one moment, and what they said.</summary>
public sealed class LiveReadings
{
    private readonly bool[] _isIntroduction;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">The number of channels.</param>
    public LiveReadings(int capacity)
    {
        Channels = new int[capacity];
        Values = new int[capacity];
        _isIntroduction = new bool[capacity];
    }

    /// <summary>How many channels were read.</summary>
    public int Count { get; private set; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC, or 0 while that is not known.</summary>
    public long UnixMilliseconds { get; private set; }

    /// <summary>The live pack's number.</summary>
    public uint Sequence { get; private set; }

    /// <summary>The index of each channel that was read.</summary>
    internal int[] Channels { get; }

    /// <summary>What it said, in its exponent.</summary>
    internal int[] Values { get; }

    /// <summary>Whether the record of any of the readings must say its unit.</summary>
    internal bool HasIntroductions { get; private set; }

    /// <summary>Forgets all readings.</summary>
    public void Clear()
    {
        Count = 0;
        HasIntroductions = false;
    }

    /// <summary>Adds a reading.</summary>
    /// <param name="channel">The channel's index.</param>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="isIntroduction">Whether its record says the unit and update time, because somebody may not know them yet.</param>
    public void Add(int channel, int value, bool isIntroduction)
    {
        HasIntroductions |= isIntroduction;
        _isIntroduction[Count] = isIntroduction;
        Channels[Count] = channel;
        Values[Count] = value;
        Count++;
    }

    internal bool IsIntroduction(int index)
    {
        return _isIntroduction[index];
    }

    /// <summary>Says when the readings were taken, and which live pack they make.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970-01-01 UTC, or 0 while that is not known.</param>
    /// <param name="sequence">The live pack's number.</param>
    public void Stamp(long unixMilliseconds, uint sequence)
    {
        UnixMilliseconds = unixMilliseconds;
        Sequence = sequence;
    }
}
