using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>The time since the board was switched on, in seconds.</summary>
internal sealed class Uptime : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)(Environment.TickCount64 / 1000);
        return true;
    }
}
