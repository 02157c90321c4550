using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A dimmer that only stores its value, in hundredths of its range.</summary>
public sealed class Dimmer : ISensor, IActuator
{
    /// <summary>The power of ten of its readings: a share.</summary>
    public const int Exponent = -2;

    /// <summary>The largest value: full brightness.</summary>
    public const int Max = 100;

    private int _level = Max / 2;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = _level;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(int value)
    {
        _level = value;
        return true;
    }
}
