namespace Sensorcast.Telemetry;

/// <summary>
/// A source of readings that have times of their own: of events, of a driver on another thread, or of what is read more often than it is
/// reported. It is one of <see cref="ISensor"/>, <see cref="IBooleanSensor"/> and <see cref="ITextSensor"/> too, which says what its
/// readings are.
/// </summary>
public interface ITimedSensor
{
    /// <summary>Takes the oldest reading that has not been taken yet. Runs on the server's only thread, so it must not wait.</summary>
    /// <param name="now">The time of the step, on the server's clock, in milliseconds.</param>
    /// <param name="value">
    /// The reading, in units of ten to the power of the channel's exponent; of true or false 1 or 0. Of text nothing: that is read right
    /// after.
    /// </param>
    /// <param name="takenAt">When it was taken, on the server's clock, in milliseconds.</param>
    /// <returns><see langword="false"/> when there is no further reading.</returns>
    bool TryTake(long now, out int value, out long takenAt);
}
