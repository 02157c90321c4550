using System;
using System.Threading;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// Readings that come when something happens, such as a press and a release: a handler of interrupts posts them, from any thread. Each has
/// the time at which it was posted. When nothing happens, the last one is reported again after the channel's period.
/// </summary>
public sealed class EventSensor : TimedSensor, ISensor, IBooleanSensor
{
    /// <summary>The maximum of the debounce time in milliseconds.</summary>
    public const int MaxDebounce = 10000;

    private const int MaxCapacity = 256;

    private readonly ReadingQueue _queue;
    private readonly int _debounce;
    private int _newest;
    private int _hasOverflowed;

    // What follows belongs to the server's thread.
    private int _recovered;
    private int _last;
    private int _reported;
    private long _reportedAt;
    private long _changedAt;
    private bool _hasReported;
    private int _period;

    // The newest change within the debounce time.
    private bool _isSettling;
    private int _settling;
    private long _settlingAt;

    /// <summary>Makes a sensor of events.</summary>
    /// <param name="debounceMilliseconds">
    /// For how long after a change further ones are held back, 0 to <see cref="MaxDebounce"/>. What it is at the end of that time is
    /// reported, if it differs. With 0, each event is reported, also one that changes nothing.
    /// </param>
    /// <param name="capacity">
    /// How many events it keeps until the next step, 1 to 256, rounded up to a power of two. What does not fit is counted.
    /// </param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public EventSensor(int debounceMilliseconds = 0, int capacity = 16)
    {
        if (debounceMilliseconds < 0 || debounceMilliseconds > MaxDebounce || capacity < 1 || capacity > MaxCapacity)
        {
            throw new ArgumentException("A debounce time is 0 to 10,000 ms, and a capacity is 1 to 256 events");
        }

        int size = 1;
        while (size < capacity)
        {
            size *= 2;
        }

        _debounce = debounceMilliseconds;
        _queue = new ReadingQueue(size);
    }

    /// <inheritdoc/>
    public override int Lost => _queue.Lost - _recovered;

    /// <inheritdoc/>
    public override long Due
    {
        get
        {
            long due = _hasReported ? _reportedAt + _period : long.MaxValue;
            long settled = _isSettling ? _changedAt + _debounce : long.MaxValue;
            return settled < due ? settled : due;
        }
    }

    /// <summary>Posts an event. From any thread; takes no lock and allocates nothing.</summary>
    /// <remarks>
    /// Where several threads post more than fits, the newest event may be reported twice: again after an older one that it overtook.
    /// </remarks>
    /// <param name="value">The reading, in units of ten to the power of the channel's exponent.</param>
    public void Post(int value)
    {
        // First: a thread that is interrupted here and stored it later would take the place of what others have posted meanwhile.
        Interlocked.Exchange(ref _newest, value);

        // An event before there is a server has the time of its first step.
        SensorHost host = Host;
        if (!_queue.TryAdd(value, host == null ? long.MinValue : host.Clock.Milliseconds))
        {
            Interlocked.Exchange(ref _hasOverflowed, 1);
        }

        if (host != null)
        {
            host.Notify();
        }
    }

    /// <summary>Posts that something is true or false. From any thread; takes no lock and allocates nothing.</summary>
    /// <param name="value">The reading.</param>
    public void Post(bool value)
    {
        Post(value ? 1 : 0);
    }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        _period = channel.PeriodMilliseconds;
        base.Start(channel, host);
    }

    /// <inheritdoc/>
    public override void RequestReading(long now)
    {
        _reportedAt = now - _period;
    }

    /// <inheritdoc/>
    public override bool TryTake(long now, out int value, out long takenAt)
    {
        while (TryNext(now, out value, out takenAt))
        {
            // A change that was held back comes before what happened after the debounce time.
            if (_isSettling && takenAt - _changedAt >= _debounce && EndSettling())
            {
                value = _reported;
                takenAt = _reportedAt;
                return true;
            }

            _queue.Remove();
            _last = value;
            if (!_hasReported || _debounce == 0 || (takenAt - _changedAt >= _debounce && value != _reported))
            {
                NoteReported(value, takenAt);
                return true;
            }

            if (takenAt - _changedAt < _debounce)
            {
                _isSettling = true;
                _settling = value;
                _settlingAt = takenAt;
            }
        }

        return TryTakeRest(now, out value, out takenAt);
    }

    /// <summary>Reads what was reported last.</summary>
    /// <param name="value">The reading.</param>
    /// <returns>Whether there has been one.</returns>
    public bool TryRead(out int value)
    {
        value = _reported;
        return _hasReported;
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        bool hasReading = TryRead(out int number);
        value = number != 0;
        return hasReading;
    }

    private bool TryNext(long now, out int value, out long takenAt)
    {
        bool isThere = _queue.TryPeek(out value, out takenAt);
        if (takenAt == long.MinValue)
        {
            takenAt = now;
        }

        return isThere;
    }

    /// <summary>When the queue is empty: what has settled, the newest of what did not fit, and the last one once more.</summary>
    private bool TryTakeRest(long now, out int value, out long takenAt)
    {
        if (Interlocked.Exchange(ref _hasOverflowed, 0) != 0)
        {
            TakeNewest(now);
        }

        bool hasSettled = _isSettling && now - _changedAt >= _debounce && EndSettling();
        if (!hasSettled && _hasReported && now - _reportedAt >= _period)
        {
            hasSettled = true;
            _reportedAt = now;
        }

        value = _reported;
        takenAt = _reportedAt;
        return hasSettled;
    }

    /// <summary>However many did not fit: the channel does not stay at what it is no longer.</summary>
    private void TakeNewest(long now)
    {
        int newest = Interlocked.CompareExchange(ref _newest, 0, 0);
        if (_queue.TryPeek(out _, out _))
        {
            // What has come meanwhile is first.
            Interlocked.Exchange(ref _hasOverflowed, 1);
        }
        else if (newest != _last)
        {
            _recovered++;
            _last = newest;
            _isSettling = true;
            _settling = newest;
            _settlingAt = now;
        }
    }

    /// <summary>Ends the debounce time.</summary>
    /// <returns>Whether there is a change to report.</returns>
    private bool EndSettling()
    {
        _isSettling = false;
        if (_settling == _reported)
        {
            return false;
        }

        NoteReported(_settling, _settlingAt);
        return true;
    }

    private void NoteReported(int value, long takenAt)
    {
        _hasReported = true;
        _reported = value;
        _reportedAt = takenAt;
        _changedAt = takenAt;
    }
}
