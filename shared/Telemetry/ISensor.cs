namespace Sensorcast.Telemetry;

/// <summary>A source of readings: what a firmware author writes to add a sensor.</summary>
public interface ISensor
{
    /// <summary>
    /// Takes one reading. Runs on the server's only thread, so it must not wait: what a slow part needs
    /// between two readings, it starts in one call and fetches in the next.
    /// </summary>
    /// <param name="value">
    /// The reading in units of ten to the power of the channel's exponent: with exponent -2, 2157 is 21.57.
    /// </param>
    /// <returns><see langword="false"/> when there is no reading this time; the channel is then left out of the pack.</returns>
    bool TryRead(out int value);
}
