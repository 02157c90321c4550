using System;

namespace Sensorcast.Telemetry;

/// <summary>
/// The readings of one live pack: what channels said at one moment, or one channel over a while. Allocates nothing after its construction.
/// </summary>
public class LiveReadings
{
    // A property is a call, so what each pack looks at is a field.

    /// <summary>The index of each reading's channel.</summary>
    internal readonly int[] Channels;

    /// <summary>Each reading, in its channel's exponent; of true or false, 1 or 0.</summary>
    internal readonly int[] Values;

    /// <summary>The first reading of the pack that is being made: what does not fit into one pack makes several.</summary>
    internal int PackStart;

    /// <summary>The index after the last reading of that pack.</summary>
    internal int PackEnd;

    /// <summary>Whether all are numbers of one moment whose records say no unit: the pack of almost every frame.</summary>
    internal bool HasOnlyValues;

    /// <summary>Whether the record of any of the readings must say its unit.</summary>
    internal bool HaveIntroductions;

    /// <summary>How many readings there are.</summary>
    internal int Total;

    /// <summary>When they were taken, of a batch the last one: microseconds since 1970-01-01 UTC, or 0 while that is not known.</summary>
    internal long UnixMicroseconds;

    /// <summary>The live pack's number.</summary>
    internal uint Sequence;

    private readonly bool[] _isIntroduction;
    private readonly int _interval;

    // There once a text is read.
    private string[] _texts;

    /// <summary>Makes room for the readings of one moment.</summary>
    /// <param name="capacity">The number of channels.</param>
    public LiveReadings(int capacity)
    {
        Channels = new int[capacity];
        Values = new int[capacity];
        _isIntroduction = new bool[capacity];
        HasOnlyValues = true;
    }

    /// <summary>Makes room for the readings of a channel of batches.</summary>
    /// <param name="index">The channel's index.</param>
    /// <param name="channel">The channel.</param>
    public LiveReadings(int index, Channel channel)
    {
        int capacity = channel.BatchLength;
        Channels = new int[capacity];
        Values = new int[capacity];
        _isIntroduction = new bool[1];
        _interval = channel.IntervalMicroseconds;
        for (int i = 0; i < capacity; i++)
        {
            Channels[i] = index;
        }
    }

    /// <summary>How many readings there are.</summary>
    public int Count => Total;

    /// <summary>Whether readings have times of their own.</summary>
    internal virtual bool HaveTimes => _interval != 0;

    /// <summary>Forgets all readings.</summary>
    public void Clear()
    {
        Total = 0;
        PackStart = 0;
        PackEnd = 0;
        HasOnlyValues = true;
        if (HaveIntroductions)
        {
            HaveIntroductions = false;
            Array.Clear(_isIntroduction, 0, _isIntroduction.Length);
        }
    }

    /// <summary>Adds a number.</summary>
    /// <param name="channel">The channel's index.</param>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="isIntroduction">Whether its record says the unit and update time, because a client may not know them yet.</param>
    public void Add(int channel, int value, bool isIntroduction)
    {
        Append(channel, value);
        if (isIntroduction)
        {
            IntroduceLast();
        }
    }

    /// <summary>Adds a number of a channel that every client knows.</summary>
    internal void Append(int channel, int value)
    {
        int index = Total;
        Channels[index] = channel;
        Values[index] = value;
        Total = index + 1;
    }

    /// <summary>Has the record of the reading that was added last say the unit and update time.</summary>
    internal void IntroduceLast()
    {
        _isIntroduction[Total - 1] = true;
        HaveIntroductions = true;
        HasOnlyValues = false;
    }

    /// <summary>Adds a reading that is true or false.</summary>
    /// <param name="channel">The channel's index.</param>
    /// <param name="value">The reading.</param>
    /// <param name="isIntroduction">Whether its record says the update time, because a client may not know it yet.</param>
    public void AddBoolean(int channel, bool value, bool isIntroduction)
    {
        Add(channel, value ? 1 : 0, isIntroduction);
        HasOnlyValues = false;
    }

    /// <summary>Adds a text.</summary>
    /// <param name="channel">The channel's index.</param>
    /// <param name="text">The reading, at most <see cref="Channel.MaxTextLength"/> characters.</param>
    /// <param name="isIntroduction">Whether its record says the update time, because a client may not know it yet.</param>
    public void AddText(int channel, string text, bool isIntroduction)
    {
        _texts ??= new string[Values.Length];
        _texts[Total] = text;
        Add(channel, 0, isIntroduction);
        HasOnlyValues = false;
    }

    /// <summary>Fetches a batch. What was here before is forgotten.</summary>
    /// <param name="sensor">Where it comes from.</param>
    /// <param name="isIntroduction">Whether the first record says the unit and update time, because a client may not know them yet.</param>
    public void Fetch(IBatchSensor sensor, bool isIntroduction)
    {
        int count = sensor.Read(Values);
        Total = count < 0 ? 0 : count > Values.Length ? Values.Length : count;
        PackStart = 0;
        PackEnd = 0;
        HasOnlyValues = false;
        HaveIntroductions = isIntroduction;
        _isIntroduction[0] = isIntroduction;
    }

    /// <summary>Goes on to the readings that are in no pack yet: all of them, unless <see cref="EndPack"/> follows.</summary>
    /// <returns>Whether there are any.</returns>
    internal bool StartPack()
    {
        PackStart = PackEnd;
        PackEnd = Total;
        return PackStart < Total;
    }

    /// <summary>Leaves readings for the next pack.</summary>
    /// <param name="end">The index after the pack's last reading.</param>
    internal void EndPack(int end)
    {
        PackEnd = end;
    }

    /// <summary>Says when the readings were taken, and which live pack they make.</summary>
    /// <param name="unixMicroseconds">Microseconds since 1970-01-01 UTC, or 0 while that is not known; of a batch, the last one's.</param>
    /// <param name="sequence">The live pack's number.</param>
    public void Stamp(long unixMicroseconds, uint sequence)
    {
        UnixMicroseconds = unixMicroseconds;
        Sequence = sequence;
        if (PackEnd == 0)
        {
            PackEnd = Total;
        }
    }

    /// <summary>Says that the readings are more than plain numbers of one moment.</summary>
    private protected void MarkAsTimed()
    {
        HasOnlyValues = false;
    }

    internal bool IsIntroduction(int index)
    {
        return HaveIntroductions && index < _isIntroduction.Length && _isIntroduction[index];
    }

    internal string Text(int index)
    {
        return _texts[index];
    }

    /// <summary>When a reading was taken, in microseconds before the pack's time: zero or negative.</summary>
    internal virtual long RelativeMicroseconds(int index)
    {
        return (long)(index - (Total - 1)) * _interval;
    }
}
