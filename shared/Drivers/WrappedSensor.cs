using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>A base of sensors that read another one, of numbers or of true and false, on the server's thread.</summary>
public abstract class WrappedSensor : TimedSensor, ISensor, IBooleanSensor
{
    private readonly ISensor _number;
    private readonly IBooleanSensor _boolean;
    private int _missed;

    private protected WrappedSensor(ISensor number, IBooleanSensor boolean)
    {
        _number = number;
        _boolean = boolean;
    }

    /// <inheritdoc/>
    public override long Due => NextRead;

    /// <inheritdoc/>
    public override int Missed => _missed;

    /// <summary>When it is read next, on the server's clock, in milliseconds.</summary>
    private protected long NextRead { get; set; }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        NextRead = host.Clock.Milliseconds;
        base.Start(channel, host);
    }

    /// <inheritdoc/>
    public override void RequestReading(long now)
    {
        NextRead = now;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (_number != null)
        {
            return _number.TryRead(out value);
        }

        bool hasReading = _boolean.TryRead(out bool isTrue);
        value = isTrue ? 1 : 0;
        return hasReading;
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        bool hasReading = TryRead(out int number);
        value = number != 0;
        return hasReading;
    }

    /// <summary>Reads, and counts when there is no reading.</summary>
    private protected bool TryReadCounted(out int value)
    {
        bool hasReading = TryRead(out value);
        _missed += hasReading ? 0 : 1;
        return hasReading;
    }
}
