namespace Sensorcast.Telemetry;

/// <summary>A source of readings that are text: a mode, a state, what was scanned last.</summary>
public interface ITextSensor
{
    /// <summary>
    /// Takes one reading, without waiting; see <see cref="ISensor.TryRead"/>. Return a string that is there already where you can: a new
    /// one each time brings the next garbage collection nearer.
    /// </summary>
    /// <param name="value">The reading. What is after <see cref="Channel.MaxTextLength"/> characters is cut off.</param>
    /// <returns><see langword="false"/> when there is no reading this time.</returns>
    bool TryRead(out string value);
}
