using System;
using System.Threading;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// A driver with its schedule on a <see cref="DriverThread"/>. What it counts is written by that thread only, and read by the server's.
/// </summary>
internal abstract class DriverJob
{
    private SensorHost _host;
    private IClock _clock;
    private int _period;
    private long _due;
    private int _isRequested;
    private int _isStopped;

    // The number of the read that is being made, or 0: what the server's thread sees of it.
    private int _reading;
    private int _reads;

    // The server's thread: which read it has seen, and since when.
    private int _seen;
    private long _seenSince;
    private bool _isCounted;

    private protected DriverJob(object driver)
    {
        Driver = driver;
    }

    /// <summary>What is read.</summary>
    internal object Driver { get; }

    internal int Missed { get; private set; }

    internal int Overruns { get; private set; }

    internal int LongestRead { get; private set; }

    internal int Hangs { get; private set; }

    internal ReadFailures Failures { get; private set; }

    /// <summary>Starts it; once for each channel.</summary>
    /// <returns>Whether this was the first channel.</returns>
    internal bool Start(Channel channel, SensorHost host)
    {
        if (_host == null)
        {
            _host = host;
            _clock = host.Clock;
            _period = channel.PeriodMilliseconds;
            _due = _clock.Milliseconds;
            return true;
        }

        if (_period != channel.PeriodMilliseconds || _host != host)
        {
            throw new ArgumentException("The channels of one driver have one period, and one server: " + channel.Name);
        }

        return false;
    }

    /// <summary>Requests a read before it is due. On the server's thread.</summary>
    internal void RequestReading()
    {
        Interlocked.Exchange(ref _isRequested, 1);
    }

    /// <summary>Has it hand over nothing more.</summary>
    internal void Stop()
    {
        Interlocked.Exchange(ref _isStopped, 1);
    }

    /// <summary>Reads if it is due. On the driver's thread.</summary>
    /// <returns>In how many milliseconds it is due next.</returns>
    internal int Run()
    {
        long now = _clock.Milliseconds;
        bool isRequested = Interlocked.Exchange(ref _isRequested, 0) != 0;
        if (now >= _due || isRequested)
        {
            if (now >= _due)
            {
                long passed = (now - _due) / _period;
                _due += _period * (passed + 1);
                Overruns += _reads > 0 ? (int)passed : 0;
            }

            _reads = _reads == int.MaxValue ? 1 : _reads + 1;
            Interlocked.Exchange(ref _reading, _reads);
            Read(now);
            Interlocked.Exchange(ref _reading, 0);
            now = _clock.Milliseconds;
        }

        long rest = _due - now;
        return rest > 0 ? (int)rest : 0;
    }

    /// <summary>Counts a read that does not return. On the server's thread, now and then.</summary>
    internal void CheckHang(long now, int maxReadTime)
    {
        int reading = Interlocked.CompareExchange(ref _reading, 0, 0);
        if (reading == 0 || reading != _seen)
        {
            _seen = reading;
            _seenSince = now;
            _isCounted = false;
        }
        else if (!_isCounted && now - _seenSince >= maxReadTime)
        {
            _isCounted = true;
            Hangs++;
        }
    }

    /// <summary>Reads the driver, keeping what it says.</summary>
    /// <returns>Whether it has something.</returns>
    private protected abstract bool TryRead();

    /// <summary>Hands over what the driver said.</summary>
    /// <param name="takenAt">When it did.</param>
    private protected abstract void HandOver(long takenAt);

    private void Read(long start)
    {
        bool hasReading = false;
        try
        {
            hasReading = TryRead();
        }
        catch (Exception e)
        {
            Failures ??= new ReadFailures();
            Failures.Add(e);
        }

        if (Interlocked.CompareExchange(ref _isStopped, 0, 0) != 0)
        {
            // It has returned after its channel was taken away.
            return;
        }

        long end = _clock.Milliseconds;
        long time = end - start < int.MaxValue ? end - start : int.MaxValue;
        LongestRead = time > LongestRead ? (int)time : LongestRead;
        if (hasReading)
        {
            HandOver(end);
        }
        else
        {
            Missed++;
        }

        _host.Notify();
    }
}
