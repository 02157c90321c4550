using Iot.Device.Bmxx80;
using Sensorcast.Drivers;
using UnitsNet;

namespace Sensorcast.Device.Examples;

/// <summary>
/// A BME280: with one read its temperature, its humidity and the air's pressure. The driver waits for the bus and for the chip.
/// </summary>
internal sealed class WeatherChip : IDriver
{
    internal const int TemperatureValue = 0;
    internal const int HumidityValue = 1;
    internal const int PressureValue = 2;
    internal const int ValueCount = 3;

    private readonly Bme280 _chip;

    internal WeatherChip(Bme280 chip)
    {
        _chip = chip;
    }

    /// <inheritdoc/>
    public void Read(DriverReadings readings)
    {
        if (_chip.TryReadTemperature(out Temperature temperature))
        {
            readings.Set(TemperatureValue, (int)(temperature.DegreesCelsius * 100));
        }

        if (_chip.TryReadHumidity(out RelativeHumidity humidity))
        {
            readings.Set(HumidityValue, (int)(humidity.Percent * 10));
        }

        if (_chip.TryReadPressure(out Pressure pressure))
        {
            readings.Set(PressureValue, (int)pressure.Pascals);
        }
    }
}
