using System.Device.Adc;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>
/// The voltage at a pin, as a share of what the converter can measure: what that is in volts differs from chip to chip, about 3.1 V.
/// </summary>
internal sealed class AnalogPin : ISensor
{
    /// <summary>What a reading counts in: ten-thousandths.</summary>
    internal const int Exponent = -4;

    private const int Whole = 10000;

    private readonly AdcChannel _channel;
    private readonly int _maxValue;

    internal AnalogPin(int channel)
    {
        AdcController controller = new AdcController();
        _channel = controller.OpenChannel(channel);
        _maxValue = controller.MaxValue;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = _channel.ReadValue() * Whole / _maxValue;
        return true;
    }
}
