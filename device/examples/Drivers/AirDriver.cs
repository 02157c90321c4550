using Iot.Device.Am2320;
using Sensorcast.Drivers;
using UnitsNet;

namespace Sensorcast.Device.Examples;

/// <summary>An AM2320: temperature and humidity. Its driver waits for more than 10 ms, twice, and it wants 2 s between two reads.</summary>
internal sealed class AirDriver : IDriver
{
    internal const int Exponent = -1;
    internal const int TemperatureValue = 0;
    internal const int HumidityValue = 1;
    internal const int ValueCount = 2;

    private readonly Am2320 _chip;

    internal AirDriver(Am2320 chip)
    {
        _chip = chip;
    }

    /// <inheritdoc/>
    public void Read(DriverReadings readings)
    {
        Temperature temperature = _chip.Temperature;
        if (_chip.IsLastReadSuccessful)
        {
            readings.Set(TemperatureValue, (int)(temperature.DegreesCelsius * 10));
        }

        RelativeHumidity humidity = _chip.Humidity;
        if (_chip.IsLastReadSuccessful)
        {
            readings.Set(HumidityValue, (int)(humidity.Percent * 10));
        }
    }
}
