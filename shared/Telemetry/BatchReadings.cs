namespace Sensorcast.Telemetry;

/// <summary>The newest batch of a channel of batches, and when its readings were taken. Allocates nothing after its construction.</summary>
internal sealed class BatchReadings : LiveReadings
{
    private readonly BatchTime _time;

    /// <summary>Makes room for a batch.</summary>
    /// <param name="index">The channel's index.</param>
    /// <param name="channel">The channel.</param>
    internal BatchReadings(int index, Channel channel)
        : base(index, channel)
    {
        _time = new BatchTime(channel);
    }

    /// <summary>When the last reading was taken, on the server's clock, in microseconds.</summary>
    internal long End => _time.End;

    /// <summary>Fetches the next batch, and counts the time on where it has any readings.</summary>
    /// <param name="sensor">Where it comes from.</param>
    /// <param name="now">The time of the step, in milliseconds.</param>
    /// <param name="isIntroduction">Whether the first record says the unit and update time.</param>
    internal void Fetch(IBatchSensor sensor, long now, bool isIntroduction)
    {
        Fetch(sensor, isIntroduction);
        if (Count > 0)
        {
            _time.Advance(Count, now);
        }
    }
}
