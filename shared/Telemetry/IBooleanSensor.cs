namespace Sensorcast.Telemetry;

/// <summary>A source of readings that are true or false: a contact, a switch, a lamp.</summary>
public interface IBooleanSensor
{
    /// <summary>Takes one reading, without waiting; see <see cref="ISensor.TryRead"/>.</summary>
    /// <param name="value">The reading.</param>
    /// <returns><see langword="false"/> when there is no reading this time.</returns>
    bool TryRead(out bool value);
}
