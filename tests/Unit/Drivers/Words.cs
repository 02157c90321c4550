using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A text that can be set, or throws.</summary>
internal sealed class Words : ITextSensor, ITextActuator
{
    internal string Last { get; private set; } = "eco";

    internal int Settings { get; private set; }

    internal bool Throws { get; set; }

    public bool TryRead(out string value)
    {
        value = Last;
        return true;
    }

    public bool TrySet(string text)
    {
        if (Throws)
        {
            throw new InvalidOperationException("No");
        }

        Settings++;
        Last = text;
        return true;
    }
}
