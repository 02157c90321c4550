using Sensorcast.Drivers;
using Sensorcast.Server;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated station with a temperature and a humidity, both in tenths, that come with one read.</summary>
public sealed class WeatherStation(IClock clock) : IDriver
{
    private const int ReadTime = 20;

    /// <inheritdoc/>
    public void Read(DriverReadings readings)
    {
        Thread.Sleep(ReadTime);
        double phase = Wave.At(clock.Milliseconds / 6);
        readings.Set(0, (int)Math.Round(200 + (60 * phase)));
        readings.Set(1, (int)Math.Round(550 - (150 * phase)));
    }
}
