using Iot.Device.Bmxx80;
using Sensorcast.Telemetry;
using UnitsNet;

namespace Sensorcast.Device.Examples;

/// <summary>The air's pressure in pascals.</summary>
internal sealed class Bme280Pressure : ISensor
{
    private readonly Bme280 _chip;

    internal Bme280Pressure(Bme280 chip)
    {
        _chip = chip;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        bool isRead = _chip.TryReadPressure(out Pressure pressure);
        value = (int)pressure.Pascals;
        return isRead;
    }
}
