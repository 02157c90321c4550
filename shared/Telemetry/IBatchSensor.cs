namespace Sensorcast.Telemetry;

/// <summary>A source of evenly spaced readings that are too many to be fetched one by one, such as a vibration at 1 kHz.</summary>
public interface IBatchSensor
{
    /// <summary>Fetches the readings that have come since the last call, the oldest first, without waiting.</summary>
    /// <param name="values">
    /// Gets them, in units of ten to the power of the channel's exponent. It holds what comes in two periods; more than that, the sensor
    /// keeps for the next call or drops.
    /// </param>
    /// <returns>How many there are; 0 when there is none this time.</returns>
    int Read(int[] values);
}
