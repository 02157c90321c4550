using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A sensor with the value that a test sets.</summary>
internal sealed class FixedSensor : ISensor
{
    internal int Value { get; set; }

    internal bool HasReading { get; set; } = true;

    internal bool Throws { get; set; }

    internal int Reads { get; private set; }

    /// <summary>The clock that a reading takes <see cref="Time"/> of.</summary>
    internal ManualClock Clock { get; set; }

    internal int Time { get; set; }

    public bool TryRead(out int value)
    {
        Reads++;
        if (Clock != null)
        {
            Clock.Milliseconds += Time;
        }

        value = Value;
        if (Throws)
        {
            throw new InvalidOperationException("The wire is loose");
        }

        return HasReading;
    }
}
