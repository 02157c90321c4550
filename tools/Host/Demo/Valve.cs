using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A made-up valve that moves by a fifth of its range in a second; its reading is where it is.</summary>
public sealed class Valve(IClock clock) : ISensor, IActuator
{
    /// <summary>The greatest value: open.</summary>
    public const int Max = 100;

    /// <summary>How long it moves at most, in milliseconds.</summary>
    public const int MaxTime = 5000;

    private long _startedAt = clock.Milliseconds - MaxTime;
    private int _start;
    private int _target;

    /// <summary>Closes it, whatever it is set to.</summary>
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
