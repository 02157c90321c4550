using System;
using System.Threading;

namespace Sensorcast.Drivers;

/// <summary>
/// A thread on which drivers are read that wait, one after the other: one that waits long holds up the others on its thread, and nothing
/// else. It starts with the first driver.
/// </summary>
public class DriverThread
{
    private static DriverThread _default;

    /// <summary>Those of all threads that are not stopped: no driver is read by two of them.</summary>
    private static DriverJob[] _allJobs = new DriverJob[0];

    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private DriverJob[] _jobs = new DriverJob[0];
    private bool _isStarted;
    private int _isStopped;

    /// <summary>The thread of those that ask for no other; another one once it is stopped.</summary>
    public static DriverThread Default
    {
        get
        {
            if (_default == null || _default.IsStopped)
            {
                _default = new DriverThread();
            }

            return _default;
        }
    }

    /// <summary>How long a read may take, in milliseconds, until it is counted as one that hangs.</summary>
    public int MaxReadTime { get; set; } = 10000;

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopped => Interlocked.CompareExchange(ref _isStopped, 0, 0) != 0;

    /// <summary>
    /// Ends the thread after the read that is being made, whose readings are dropped. Its drivers may have another one then.
    /// </summary>
    public void Stop()
    {
        Interlocked.Exchange(ref _isStopped, 1);
        Wake();
        DriverJob[] others = new DriverJob[0];
        foreach (DriverJob job in _allJobs)
        {
            others = IsMine(job) ? others : With(others, job);
        }

        foreach (DriverJob job in _jobs)
        {
            job.Stop();
        }

        _allJobs = others;
        _jobs = new DriverJob[0];
    }

    /// <summary>Reads each driver that is due, once: the thread's loop, which a thread of an author's own may call instead.</summary>
    /// <returns>In how many milliseconds the next one is due.</returns>
    public int Turn()
    {
        int rest = int.MaxValue;
        DriverJob[] jobs = _jobs;
        foreach (DriverJob job in jobs)
        {
            if (!IsStopped)
            {
                int jobRest = job.Run();
                rest = jobRest < rest ? jobRest : rest;
            }
        }

        return rest;
    }

    internal void Add(DriverJob job, string channel)
    {
        if (IsStopped)
        {
            throw new ArgumentException("The thread that would read the driver of " + channel + " is stopped");
        }

        foreach (DriverJob other in _allJobs)
        {
            if (other.Driver == job.Driver && !IsMine(other))
            {
                throw new ArgumentException("Another thread reads the driver of " + channel + ", too");
            }
        }

        // The thread may be using the old array.
        _jobs = With(_jobs, job);
        _allJobs = With(_allJobs, job);
        if (!_isStarted)
        {
            _isStarted = true;
            Start();
        }

        Wake();
    }

    internal void Wake()
    {
        _wake.Set();
    }

    /// <summary>Starts the thread, of the lowest priority: a driver that spins instead of sleeping then delays the server less.</summary>
    protected virtual void Start()
    {
        Thread thread = new Thread(Run);
        thread.Priority = ThreadPriority.Lowest;
#if NET
        // A board's program never ends; a desktop's shall not wait for a driver.
        thread.IsBackground = true;
#endif
        thread.Start();
    }

    private static DriverJob[] With(DriverJob[] jobs, DriverJob job)
    {
        DriverJob[] more = new DriverJob[jobs.Length + 1];
        Array.Copy(jobs, more, jobs.Length);
        more[jobs.Length] = job;
        return more;
    }

    private bool IsMine(DriverJob job)
    {
        foreach (DriverJob mine in _jobs)
        {
            if (mine == job)
            {
                return true;
            }
        }

        return false;
    }

    private void Run()
    {
        while (!IsStopped)
        {
            int rest = Turn();
            if (rest > 0)
            {
                _wake.WaitOne(rest, false);
            }
        }
    }
}
