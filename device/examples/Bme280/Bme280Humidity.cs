using Iot.Device.Bmxx80;
using Sensorcast.Telemetry;
using UnitsNet;

namespace Sensorcast.Device.Examples;

/// <summary>The relative humidity in tenths of a percent.</summary>
internal sealed class Bme280Humidity : ISensor
{
    private readonly Bme280 _chip;

    internal Bme280Humidity(Bme280 chip)
    {
        _chip = chip;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        bool isRead = _chip.TryReadHumidity(out RelativeHumidity humidity);
        value = (int)(humidity.Percent * 10);
        return isRead;
    }
}
