using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>An actuator, with its own channel's sensor, that does what a test sets.</summary>
internal sealed class FixedActuator : ISensor, IBooleanSensor, IActuator
{
    internal int Value { get; set; }

    internal bool Refuses { get; set; }

    internal bool Throws { get; set; }

    internal int Settings { get; private set; }

    public bool TryRead(out int value)
    {
        value = Value;
        return true;
    }

    public bool TryRead(out bool value)
    {
        value = Value != 0;
        return true;
    }

    public bool TrySet(int value)
    {
        Settings++;
        if (Throws)
        {
            throw new InvalidOperationException("The relay sticks");
        }

        if (!Refuses)
        {
            Value = value;
        }

        return !Refuses;
    }
}
