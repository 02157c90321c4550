using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// A sensor that is read when a handler of interrupts says that there is something new, with the next step, and after each period of its
/// channel. Its reading has the time of the notification.
/// </summary>
public sealed class NotifiedSensor : WrappedSensor
{
    private const int Capacity = 4;

    private readonly ReadingQueue _queue = new ReadingQueue(Capacity);
    private int _period;

    /// <summary>Makes a sensor of one that reads numbers.</summary>
    /// <param name="sensor">What is read, on the server's thread: it must not wait.</param>
    public NotifiedSensor(ISensor sensor)
        : base(sensor, null)
    {
    }

    /// <summary>Makes a sensor of one that reads true or false.</summary>
    /// <param name="sensor">What is read, on the server's thread: it must not wait.</param>
    public NotifiedSensor(IBooleanSensor sensor)
        : base(null, sensor)
    {
    }

    /// <summary>Says that there is something new. From any thread; takes no lock and allocates nothing.</summary>
    public void Notify()
    {
        SensorHost host = Host;
        if (host != null)
        {
            _queue.TryAdd(0, host.Clock.Milliseconds);
            host.Notify();
        }
    }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        _period = channel.PeriodMilliseconds;
        base.Start(channel, host);
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
        if (!isNotified && now < NextRead)
        {
            return false;
        }

        NextRead = now + _period;
        return TryReadCounted(out value);
    }
}
