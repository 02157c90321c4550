using System.Threading;
using Sensorcast.Server;

namespace Sensorcast.Sensors;

/// <summary>What the server that reads a sensor offers to it. For every thread.</summary>
/// <remarks>
/// Readings are handed over without a lock. The sensor stores them, then sets the flag. The server clears the flag, then takes the
/// readings, and checks the flag once more after it has set the time of its next step. Each use of the flag is an
/// <see cref="Interlocked"/> operation: a memory barrier on a desktop, one instruction on a board, whose threads change only between
/// instructions.
/// </remarks>
public sealed class SensorHost
{
    private readonly ScheduledTask _task;
    private readonly IWaker _waker;
    private int _isNotified;
    private bool _isHurried;

    internal SensorHost(ScheduledTask task, IClock clock, IWaker waker)
    {
        _task = task;
        _waker = waker;
        Clock = clock;
    }

    /// <summary>The server's time.</summary>
    public IClock Clock { get; }

    /// <summary>Whether <see cref="Notify"/> was called since <see cref="StartTaking"/>.</summary>
    internal bool IsNotified => Interlocked.CompareExchange(ref _isNotified, 0, 0) != 0;

    /// <summary>
    /// Says that the sensor has new readings: the server takes them with its next step, at once where the loop has a waker. From any
    /// thread; allocates nothing.
    /// </summary>
    public void Notify()
    {
        if (Interlocked.Exchange(ref _isNotified, 1) == 0)
        {
            // Two halves of a processor of 32 bits may be stored apart: each of them alone makes the task due, too.
            _task.Due = long.MinValue;
            _waker?.Wake();
        }
    }

    /// <summary>Has readings taken with the next step, as a channel was set. On the server's thread.</summary>
    internal void Hurry()
    {
        _isHurried = true;
        _task.Due = long.MinValue;
    }

    /// <summary>Whether there was a hurry since the last time. On the server's thread.</summary>
    internal bool TakeHurry()
    {
        bool isHurried = _isHurried;
        _isHurried = false;
        return isHurried;
    }

    internal void StartTaking()
    {
        Interlocked.Exchange(ref _isNotified, 0);
    }
}
