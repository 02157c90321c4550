using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated valve that moves by a fifth of its range in a second; its reading is its position.</summary>
public sealed class Valve(IClock clock) : ISensor, IActuator
{
    /// <summary>The largest value: open.</summary>
    public const int Max = 100;

    /// <summary>The time for the whole range, in milliseconds.</summary>
    public const int MaxTime = 5000;

    private long _startedAt = clock.Milliseconds - MaxTime;
    private int _start;
    private int _target;

    /// <summary>Closes it, whatever its setting.</summary>
    public IActuator Closing => new Closer(this);

    private int Position
    {
        get
        {
            int way = (int)Math.Min((clock.Milliseconds - _startedAt) * Max / MaxTime, Max);
            return _target > _start ? Math.Min(_start + way, _target) : Math.Max(_start - way, _target);
        }
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = Position;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(int value)
    {
        _start = Position;
        _startedAt = clock.Milliseconds;
        _target = value;
        return true;
    }

    private sealed class Closer(Valve valve) : IActuator
    {
        public bool TrySet(int value) => valve.TrySet(0);
    }
}
