using Iot.Device.Bmxx80;
using Sensorcast.Telemetry;
using UnitsNet;

namespace Sensorcast.Device.Examples;

/// <summary>The temperature in hundredths of a degree Celsius.</summary>
internal sealed class Bme280Temperature : ISensor
{
    private readonly Bme280 _chip;

    internal Bme280Temperature(Bme280 chip)
    {
        _chip = chip;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        bool isRead = _chip.TryReadTemperature(out Temperature temperature);
        value = (int)(temperature.DegreesCelsius * 100);
        return isRead;
    }
}
