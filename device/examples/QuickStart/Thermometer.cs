using System.Device.Adc;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>An analog thermometer with 10 mV a degree, such as an LM35, in tenths of a degree Celsius.</summary>
internal sealed class Thermometer : ISensor
{
    private const int MaxMillivolts = 3100;

    private readonly AdcChannel _channel;
    private readonly int _maxValue;

    internal Thermometer()
    {
        AdcController controller = new AdcController();
        _channel = controller.OpenChannel(0);
        _maxValue = controller.MaxValue;
    }

    /// <summary>What is added to each reading, in tenths of a degree.</summary>
    internal int Offset { get; set; }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (_channel.ReadValue() * MaxMillivolts / _maxValue) + Offset;
        return true;
    }
}
