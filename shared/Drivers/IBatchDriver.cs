namespace Sensorcast.Drivers;

/// <summary>A driver that has batches of several values at once, such as the three axes of an accelerometer.</summary>
public interface IBatchDriver
{
    /// <summary>Fetches the readings that have come since the last call, the oldest first, without waiting.</summary>
    /// <param name="values">An array for each value, for what comes in two periods.</param>
    /// <returns>How many readings there are of each; 0 when none have come.</returns>
    int Read(int[][] values);
}
