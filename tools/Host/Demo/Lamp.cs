using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A lamp that only stores its state: it can be switched, and reports whether it is on.</summary>
public sealed class Lamp : IBooleanSensor, IActuator
{
    private bool _isOn;

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        value = _isOn;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(int value)
    {
        _isOn = value != 0;
        return true;
    }
}
