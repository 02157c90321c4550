using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>A base of sensors whose driver is read on a thread of its own.</summary>
public abstract class DrivenSensor : TimedSensor
{
    private const int Capacity = 4;

    /// <summary>How often the server's thread looks whether a read hangs, in milliseconds.</summary>
    private const int CheckInterval = 1000;

    private readonly ReadingQueue _queue = new ReadingQueue(Capacity);
    private DriverJob _job;
    private DriverThread _thread;
    private long _nextCheck;

    private protected DrivenSensor()
    {
    }

    /// <inheritdoc/>
    public override long Due => _nextCheck;

    /// <inheritdoc/>
    public override int Lost => _queue.Lost;

    /// <inheritdoc/>
    public override int Hangs => _job.Hangs;

    /// <inheritdoc/>
    public override int Missed => _job.Missed;

    /// <inheritdoc/>
    public override int Overruns => _job.Overruns;

    /// <inheritdoc/>
    public override int LongestRead => _job.LongestRead;

    /// <inheritdoc/>
    public override object Driver => _job.Driver;

    /// <inheritdoc/>
    public override ReadFailures Failures => _job.Failures;

    /// <summary>The newest text, of a driver that reads text.</summary>
    private protected string Text { get; private set; }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        base.Start(channel, host);
        _nextCheck = host.Clock.Milliseconds + CheckInterval;
        if (_job.Start(channel, host))
        {
            _thread.Add(_job, channel.Name);
        }
    }

    /// <inheritdoc/>
    public override void RequestReading(long now)
    {
        _job.RequestReading();
        _thread.Wake();
    }

    /// <inheritdoc/>
    public override bool TryTake(long now, out int value, out long takenAt)
    {
        if (now >= _nextCheck)
        {
            _nextCheck = now + CheckInterval;
            _job.CheckHang(now, _thread.MaxReadTime);
        }

        return _queue.TryTake(out value, out takenAt);
    }

    /// <summary>Says what is read. Once, by what makes the sensor.</summary>
    internal void ReadBy(DriverJob job, DriverThread thread)
    {
        _job = job;
        _thread = thread ?? DriverThread.Default;
    }

    /// <summary>Hands over a reading. On the driver's thread.</summary>
    internal void Post(int value, string text, long takenAt)
    {
        Text = text;
        _queue.TryAdd(value, takenAt);
    }
}
