using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// A sensor that is read when a handler of interrupts says that there is something new, with the next step, and after each period of its
/// channel. Its reading has the time of the notification.
/// </summary>
public sealed class NotifiedSensor : TimedSensor, ISensor, IBooleanSensor
{
    private const int Capacity = 4;

    private readonly ReadingQueue _queue = new ReadingQueue(Capacity);
    private readonly ISensor _number;
    private readonly IBooleanSensor _boolean;
    private int _missed;
    private int _period;
    private long _due;

    /// <summary>Makes a sensor of one that reads numbers.</summary>
    /// <param name="sensor">What is read, on the server's thread: it must not wait.</param>
    public NotifiedSensor(ISensor sensor)
    {
        _number = sensor;
    }

    /// <summary>Makes a sensor of one that reads true or false.</summary>
    /// <param name="sensor">What is read, on the server's thread: it must not wait.</param>
    public NotifiedSensor(IBooleanSensor sensor)
    {
        _boolean = sensor;
    }

    /// <inheritdoc/>
    public override long Due => _due;

    /// <inheritdoc/>
    public override int Missed => _missed;

    /// <summary>Says that there is something new. From any thread; takes no lock and allocates nothing.</summary>
    public void Notify()
    {
        SensorHost host = Host;
        if (host != null)
        {
            _queue.TryAdd(0, host.Clock.Milliseconds);
            host.ReportNews();
        }
    }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        _period = channel.PeriodMilliseconds;
        _due = host.Clock.Milliseconds;
        base.Start(channel, host);
    }

    /// <inheritdoc/>
    public override void Ask(long now)
    {
        _due = now;
    }

    /// <inheritdoc/>
    public override bool TryTake(long now, out int value, out long takenAt)
    {
        // Several notifications are one reading, of the time of the last one.
        bool isNotified = false;
        takenAt = now;
        while (_queue.TryTake(out _, out long notifiedAt))
        {
            isNotified = true;
            takenAt = notifiedAt;
        }

        value = 0;
        if (!isNotified && now < _due)
        {
            return false;
        }

        _due = now + _period;
        bool hasReading = TryRead(out value);
        _missed += hasReading ? 0 : 1;
        return hasReading;
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
}
