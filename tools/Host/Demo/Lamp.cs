using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A lamp that is only remembered: it can be switched, and says whether it is on.</summary>
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
