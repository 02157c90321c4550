using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>The state of a channel whose readings have times of their own. It has no schedule: it is never due.</summary>
internal sealed class TimedChannelState : ChannelState
{
    private readonly TimedSensor _sensor;
    private readonly SensorHost _host;
    private readonly int _index;

    internal TimedChannelState(int index, Channel channel, SensorHost host)
        : base(index, channel, long.MaxValue)
    {
        _index = index;
        _sensor = (TimedSensor)channel.Sensor;
        _host = host;
    }

    /// <summary>What its readings are taken from.</summary>
    internal TimedSensor Sensor => _sensor;

    /// <inheritdoc/>
    public override long Errors => base.Errors + (_sensor.Failures == null ? 0 : _sensor.Failures.Count);

    /// <inheritdoc/>
    public override string LastError => base.LastError ?? _sensor.Failures?.LastText;

    /// <inheritdoc/>
    public override bool IsStale(long now, int maxLateness)
    {
        // A driver returns sooner or later, by as much as it takes.
        return base.IsStale(now - LongestRead, maxLateness);
    }

    /// <inheritdoc/>
    internal override void RequestReading(long now)
    {
        _sensor.RequestReading(now);
        _host.Hurry();
    }

    /// <summary>Takes the readings that there are, as far as they fit.</summary>
    /// <param name="now">The time of the step.</param>
    /// <param name="latest">The clock: no reading is later.</param>
    /// <param name="readings">Gets them.</param>
    /// <returns>Whether all were taken.</returns>
    internal bool Drain(long now, long latest, TimedReadings readings)
    {
        bool isDrained = false;
        try
        {
            while (!isDrained && !readings.IsFull)
            {
                isDrained = !_sensor.TryTake(now, out int value, out long takenAt);
                if (!isDrained && (Channel.Kind != ChannelKind.Text || KeepText()))
                {
                    Add(value, takenAt > latest ? latest : takenAt, readings);
                }
            }
        }
        catch (Exception e)
        {
            // As of any sensor: what breaks in it costs its own channel a reading.
            NoteFailure(e);
            isDrained = true;
        }

        Missed = base.Errors + _sensor.Missed;
        Overruns = _sensor.Overruns;
        LongestRead = _sensor.LongestRead;
        return isDrained;
    }

    private bool KeepText()
    {
        return ((ITextSensor)_sensor).TryRead(out string text) && Keep(text);
    }

    private void Add(int value, long takenAt, TimedReadings readings)
    {
        HistoryRing history = Channel.History;
        if (history.Total > 0 && takenAt < history.NewestTime)
        {
            // Two threads have read the clock and not posted in that order.
            takenAt = history.NewestTime;
        }

        history.Append(value, takenAt);
        readings.NextTakenAt(takenAt);
        AddTo(readings, _index, value);
    }
}
