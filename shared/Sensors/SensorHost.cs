using System.Threading;
using Sensorcast.Server;

namespace Sensorcast.Sensors;

/// <summary>What a sensor gets of the server that it is read by. It may be used on every thread.</summary>
/// <remarks>
/// News is handed over without a lock: what is new is stored first, then the flag is set; the server clears the flag first, then takes what
/// is new, and looks at the flag once more when it has said when it comes back. Each use of the flag is an <see cref="Interlocked"/>
/// operation: on a desktop a barrier that neither the compiler nor the processor moves anything across; on a board, whose threads change
/// only between two instructions, one instruction.
/// </remarks>
public sealed class SensorHost
{
    private readonly ScheduledTask _task;
    private readonly IWaker _waker;
    private int _hasNews;
    private bool _isHurried;

    internal SensorHost(ScheduledTask task, IClock clock, IWaker waker)
    {
        _task = task;
        _waker = waker;
        Clock = clock;
    }

    /// <summary>The server's time.</summary>
    public IClock Clock { get; }

    /// <summary>Whether there has been news since <see cref="StartTaking"/>.</summary>
    internal bool HasNews => Interlocked.CompareExchange(ref _hasNews, 0, 0) != 0;

    /// <summary>
    /// Has the server take what is new with its next step, which comes at once where the loop has a waker. From any thread; allocates
    /// nothing.
    /// </summary>
    public void ReportNews()
    {
        if (Interlocked.Exchange(ref _hasNews, 1) == 0)
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
        Interlocked.Exchange(ref _hasNews, 0);
    }
}
