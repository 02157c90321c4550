using nanoFramework.Hardware.Esp32.Touch;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>
/// What a touch pad counts: a finger on the bare pin changes it by far. ESP32, S2 and S3 have touch pads; on other chips this throws.
/// </summary>
internal sealed class TouchReading : ISensor
{
    private readonly TouchPad _pad;

    internal TouchReading(int padNumber)
    {
        _pad = new TouchPad(padNumber);

        // The chip measures by itself, and a reading takes what it has measured last: it does not wait.
        TouchPad.MeasurementMode = MeasurementMode.Timer;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)_pad.Read();
        return true;
    }
}
