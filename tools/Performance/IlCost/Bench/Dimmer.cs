using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Bench;

/// <summary>An actuator that reports the value it was set to.</summary>
internal sealed class Dimmer : ISensor, IActuator
{
    /// <summary>How often it was set.</summary>
    internal int Settings { get; private set; }

    private int _level;

    public bool TrySet(int value)
    {
        Settings++;
        _level = value;
        return true;
    }

    public bool TryRead(out int value)
    {
        value = _level;
        return true;
    }
}
