using System;

namespace Sensorcast.Telemetry;

/// <summary>A channel's schedule, and how its sensor has been doing.</summary>
public sealed class ChannelState
{
    /// <summary>What <see cref="LastReading"/> is before there is one.</summary>
    public const long Never = long.MinValue;

    private readonly int _period;
    private readonly ISensor _sensor;
    private readonly BatchTime _batchTime;

    internal ChannelState(int index, Channel channel, long firstDue)
    {
        Channel = channel;
        _period = channel.PeriodMilliseconds;
        _sensor = channel.Kind == ChannelKind.Number ? (ISensor)channel.Sensor : null;
        Due = firstDue;
        if (channel.Kind == ChannelKind.Batch)
        {
            Batch = new LiveReadings(index, channel);
            _batchTime = new BatchTime(channel);
        }
    }

    /// <summary>The channel.</summary>
    public Channel Channel { get; }

    /// <summary>The newest batch, of a channel of batches; of others <see langword="null"/>.</summary>
    internal LiveReadings Batch { get; }

    /// <summary>When the last reading of the newest batch was taken, on the server's clock, in microseconds.</summary>
    internal long BatchEnd => _batchTime.End;

    /// <summary>When the next reading is due. A field: each sampling looks at it.</summary>
    internal long Due;

    /// <summary>Whether every client of the stream knows the channel's unit.</summary>
    internal bool IsIntroduced;

    /// <summary>When the last reading was taken, on the server's clock in milliseconds, or <see cref="Never"/>.</summary>
    public long LastReading => Channel.History.Total == 0 ? Never : Channel.History.NewestTime;

    /// <summary>The last reading, in the channel's exponent; of true or false 1 or 0, of a batch its last one.</summary>
    public int LastValue { get; private set; }

    /// <summary>How often the sensor threw.</summary>
    public long Errors { get; private set; }

    /// <summary>How often the sensor had no reading, or threw.</summary>
    public long Missed { get; private set; }

    /// <summary>How many periods passed without the sensor being read, because the step that should have read it came too late.</summary>
    public long Overruns { get; private set; }

    /// <summary>The longest time that a reading took, in milliseconds: what a sensor holds up everybody for.</summary>
    public int LongestRead { get; private set; }

    /// <summary>Whether the last reading is older than its update time, by more than <paramref name="maxLateness"/> milliseconds.</summary>
    /// <param name="now">The time of the step, as <c>WebServer.Now</c> has it.</param>
    /// <param name="maxLateness">How late a step may be, as <c>WebServer.MaxIdleTime</c> has it.</param>
    public bool IsStale(long now, int maxLateness)
    {
        HistoryRing history = Channel.History;
        return history.Total == 0 || now - history.NewestTime > (long)_period + maxLateness;
    }

    /// <summary>Makes the channel due now, once; its schedule stays.</summary>
    internal void Ask(long now)
    {
        if (Due > now)
        {
            Due -= _period * (((Due - now - 1) / _period) + 1);
        }
    }

    /// <summary>
    /// Reads the sensor and sets the next due time: absolute, so that a schedule does not drift. What is late is not made up but counted.
    /// </summary>
    /// <returns>Whether there is a reading.</returns>
    internal bool Read(long now)
    {
        Due += _period;
        if (Due <= now)
        {
            SkipPeriods(now);
        }

        if (!TryRead(now, out int value))
        {
            Missed++;
            return false;
        }

        LastValue = value;
        Channel.History.Append(value, now);
        return true;
    }

    /// <summary>Notes how long a read took, in milliseconds.</summary>
    internal void NoteReadTime(long milliseconds)
    {
        if (milliseconds > LongestRead)
        {
            LongestRead = milliseconds < int.MaxValue ? (int)milliseconds : int.MaxValue;
        }
    }

    /// <summary>Adds the last reading to those of its moment.</summary>
    internal void AddTo(LiveReadings readings, int index)
    {
        if (_sensor != null)
        {
            readings.Add(index, LastValue, !IsIntroduced);
            return;
        }

        switch (Channel.Kind)
        {
            case ChannelKind.Boolean:
                readings.AddBoolean(index, LastValue != 0, !IsIntroduced);
                break;
            case ChannelKind.Text:
                readings.AddText(index, Channel.Text, !IsIntroduced);
                break;
        }
    }

    private void SkipPeriods(long now)
    {
        long passed = ((now - Due) / _period) + 1;
        Due += _period * passed;
        if (Missed > 0 || Channel.History.Total > 0)
        {
            // Before the first reading nothing is missing: a server may begin to run long after it was made.
            Overruns += passed;
        }
    }

    private bool TryRead(long now, out int value)
    {
        try
        {
            return _sensor != null ? _sensor.TryRead(out value) : TryReadOther(now, out value);
        }
        catch (Exception)
        {
            // A sensor is a firmware author's code and a wire: what breaks in it costs its own channel a reading, nobody else.
            Errors++;
            value = 0;
            return false;
        }
    }

    private bool TryReadOther(long now, out int value)
    {
        value = 0;
        switch (Channel.Kind)
        {
            case ChannelKind.Boolean:
                bool hasReading = ((IBooleanSensor)Channel.Sensor).TryRead(out bool isTrue);
                value = isTrue ? 1 : 0;
                return hasReading;
            case ChannelKind.Text:
                return ((ITextSensor)Channel.Sensor).TryRead(out string text) && Keep(text);
            default:
                return FetchBatch(now, out value);
        }
    }

    private bool Keep(string text)
    {
        if (text == null)
        {
            return false;
        }

        Channel.Text = text.Length <= Channel.MaxTextLength ? text : text.Substring(0, Channel.MaxTextLength);
        return true;
    }

    private bool FetchBatch(long now, out int value)
    {
        LiveReadings batch = Batch;
        batch.Fetch((IBatchSensor)Channel.Sensor, !IsIntroduced);
        int count = batch.Count;
        value = 0;
        if (count == 0)
        {
            // What is not there yet comes with the next batch, and is counted then.
            return false;
        }

        value = batch.Values[count - 1];
        _batchTime.Advance(count, now);
        return true;
    }
}
