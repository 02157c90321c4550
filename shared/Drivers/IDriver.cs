namespace Sensorcast.Drivers;

/// <summary>A driver that reads several values at once, such as temperature, humidity and pressure.</summary>
public interface IDriver
{
    /// <summary>Reads once. A driver of a <see cref="SharedDriver"/> must not wait; one of a <see cref="WaitingDriver"/> may.</summary>
    /// <param name="readings">Gets the values. One that is not set is no reading this time.</param>
    void Read(DriverReadings readings);
}
