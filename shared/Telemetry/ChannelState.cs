using System;

namespace Sensorcast.Telemetry;

/// <summary>A channel's schedule, and how its sensor has been doing.</summary>
public class ChannelState
{
    /// <summary>What <see cref="LastReading"/> is before there is one.</summary>
    public const long Never = long.MinValue;

    private readonly Channel _channel;
    private readonly HistoryRing _history;
    private readonly long _period;

    // Of a channel of numbers; of others null.
    private readonly ISensor _sensor;
    private ReadFailures _failures;

    internal ChannelState(int index, Channel channel, long firstDue)
    {
        _channel = channel;
        _history = channel.History;
        _period = channel.PeriodMilliseconds;
        _sensor = channel.Kind == ChannelKind.Number ? (ISensor)channel.Sensor : null;
        Due = firstDue;
        if (channel.Kind == ChannelKind.Batch)
        {
            Batch = new BatchReadings(index, channel);
        }
    }

    /// <summary>The channel.</summary>
    public Channel Channel => _channel;

    /// <summary>The newest batch, of a channel of batches; of others <see langword="null"/>.</summary>
    internal BatchReadings Batch { get; }

    /// <summary>When the next reading is due. A field: each sampling looks at it.</summary>
    internal long Due;

    /// <summary>Whether every client of the stream knows the channel's unit.</summary>
    internal bool IsIntroduced;

    /// <summary>When the last reading was taken, on the server's clock in milliseconds, or <see cref="Never"/>.</summary>
    public long LastReading => _history.Total == 0 ? Never : _history.NewestTime;

    /// <summary>The last reading, in the channel's exponent; of true or false 1 or 0, of a batch its last one.</summary>
    public int LastValue => _history.Total == 0 ? 0 : _history.Value(_history.Total - 1);

    /// <summary>How often the sensor threw.</summary>
    public virtual long Errors => _failures == null ? 0 : _failures.Count;

    /// <summary>What the sensor threw last, as text of limited length; <see langword="null"/> when it never did.</summary>
    public virtual string LastError => _failures?.LastText;

    /// <summary>How often the sensor had no reading, or threw.</summary>
    public long Missed { get; private protected set; }

    /// <summary>How many periods passed without the sensor being read, because the step that should have read it came too late.</summary>
    public long Overruns { get; private protected set; }

    /// <summary>The longest time that a reading took, in milliseconds: for so long a sensor holds up the server.</summary>
    public int LongestRead { get; private protected set; }

    /// <summary>Whether the last reading is older than its update time, by more than <paramref name="maxLateness"/> milliseconds.</summary>
    /// <param name="now">The time of the step, as <c>WebServer.Now</c> has it.</param>
    /// <param name="maxLateness">How late a step may be, as <c>WebServer.MaxIdleTime</c> has it.</param>
    public virtual bool IsStale(long now, int maxLateness)
    {
        return _history.Total == 0 || now - _history.NewestTime > _period + maxLateness;
    }

    /// <summary>Makes the channel due now, once; its schedule stays.</summary>
    internal virtual void RequestReading(long now)
    {
        if (Due > now)
        {
            // It is due within a period, as it was read when it was due last.
            Due -= _period;
        }
    }

    /// <summary>
    /// Reads the sensor and sets the next due time: absolute, so that a schedule does not drift. What is late is not made up but counted.
    /// </summary>
    /// <param name="now">The time of the step.</param>
    /// <param name="readings">Gets the reading; a batch is in <see cref="Batch"/>.</param>
    /// <param name="index">The channel's index.</param>
    internal void Read(long now, LiveReadings readings, int index)
    {
        Due += _period;
        if (Due <= now)
        {
            SkipPeriods(now);
        }

        ISensor sensor = _sensor;
        bool hasReading;
        int value;
        try
        {
            hasReading = sensor != null ? sensor.TryRead(out value) : TryReadOther(now, out value);
        }
        catch (Exception e)
        {
            // A sensor is a firmware author's code and a wire: what breaks in it costs its own channel a reading, and no other.
            NoteFailure(e);
            hasReading = false;
            value = 0;
        }

        if (!hasReading)
        {
            Missed++;
            return;
        }

        _history.Append(value, now);
        if (sensor != null && IsIntroduced)
        {
            readings.Append(index, value);
        }
        else
        {
            AddTo(readings, index, value);
        }
    }

    /// <summary>Notes how long a read took, in milliseconds.</summary>
    internal void NoteReadTime(long milliseconds)
    {
        if (milliseconds > LongestRead)
        {
            LongestRead = milliseconds < int.MaxValue ? (int)milliseconds : int.MaxValue;
        }
    }

    /// <summary>Adds a reading of any kind to those of its moment; one of a batch is in the batch.</summary>
    private protected void AddTo(LiveReadings readings, int index, int value)
    {
        switch (_channel.Kind)
        {
            case ChannelKind.Number:
                readings.Add(index, value, !IsIntroduced);
                break;
            case ChannelKind.Boolean:
                readings.AddBoolean(index, value != 0, !IsIntroduced);
                break;
            case ChannelKind.Text:
                readings.AddText(index, _channel.Text, !IsIntroduced);
                break;
        }
    }

    /// <summary>Counts what the sensor threw, and keeps its text.</summary>
    private protected void NoteFailure(Exception exception)
    {
        _failures ??= new ReadFailures();
        _failures.Add(exception);
    }

    /// <summary>Makes a text the newest reading.</summary>
    private protected bool Keep(string text)
    {
        if (text == null)
        {
            return false;
        }

        _channel.Text = text.Length <= Channel.MaxTextLength ? text : text.Substring(0, Channel.MaxTextLength);
        return true;
    }

    private void SkipPeriods(long now)
    {
        long passed = ((now - Due) / _period) + 1;
        Due += _period * passed;
        if (Missed > 0 || _history.Total > 0)
        {
            // Before the first reading nothing is missing: a server may begin to run long after it was made.
            Overruns += passed;
        }
    }

    private bool TryReadOther(long now, out int value)
    {
        value = 0;
        switch (_channel.Kind)
        {
            case ChannelKind.Boolean:
                bool hasReading = ((IBooleanSensor)_channel.Sensor).TryRead(out bool isTrue);
                value = isTrue ? 1 : 0;
                return hasReading;
            case ChannelKind.Text:
                return ((ITextSensor)_channel.Sensor).TryRead(out string text) && Keep(text);
            default:
                return FetchBatch(now, out value);
        }
    }

    private bool FetchBatch(long now, out int value)
    {
        BatchReadings batch = Batch;
        batch.Fetch((IBatchSensor)_channel.Sensor, now, !IsIntroduced);

        // What is not there yet comes with the next batch, and is counted then.
        bool hasReadings = batch.Count > 0;
        value = hasReadings ? batch.Values[batch.Count - 1] : 0;
        return hasReadings;
    }
}
