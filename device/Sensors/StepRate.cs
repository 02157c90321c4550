using System;
using Sensorcast.Board;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>
/// The server's steps a second since the reading before. At rest there are almost 100; the more a step has to do, the fewer they get.
/// </summary>
internal sealed class StepRate : ISensor
{
    private int _lastSteps = BoardLoop.Steps;
    private long _lastTime = Environment.TickCount64;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        int steps = BoardLoop.Steps;
        long now = Environment.TickCount64;
        long elapsed = now - _lastTime;
        value = elapsed > 0 ? (int)((steps - _lastSteps) * 1000L / elapsed) : 0;
        _lastSteps = steps;
        _lastTime = now;
        return elapsed > 0;
    }
}
