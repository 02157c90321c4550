using Sensorcast.Drivers;
using Sensorcast.Simulator;

namespace Sensorcast.Tests.SimulationTests.Drivers;

/// <summary>
/// A driver thread in simulated time: a real thread that runs only while the simulation lets it, until it sleeps again. So each run
/// is the same.
/// </summary>
internal sealed class VirtualThread(SimulatedClock clock) : DriverThread, IDisposable
{
    private readonly SemaphoreSlim _parked = new(0);
    private readonly SemaphoreSlim _go = new(0);
    private Thread? _thread;
    private long _wakeAt;
    private bool _isOver;

    /// <summary>What a driver does that waits.</summary>
    public void Sleep(long milliseconds)
    {
        if (!_isOver)
        {
            _wakeAt = clock.Milliseconds + milliseconds;
            _parked.Release();
            _go.Wait();
        }

        // A driver's is caught as any exception of a driver's, and then comes the thread's own rest.
        if (_isOver)
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>Lets the thread run until it sleeps.</summary>
    public void Play()
    {
        while (_thread is not null && _wakeAt <= clock.Milliseconds)
        {
            _go.Release();
            _parked.Wait();
        }
    }

    public void Dispose()
    {
        Stop();
        _isOver = true;
        _go.Release();
        _thread?.Join();
        _parked.Dispose();
        _go.Dispose();
    }

    protected override void Start()
    {
        _thread = new Thread(Loop) { IsBackground = true };
        _thread.Start();
        _parked.Wait();
    }

    private void Loop()
    {
        try
        {
            Sleep(0);
            while (true)
            {
                // As the real one: a turn with nothing left to do is followed by a rest.
                Sleep(Math.Max(1, Turn()));
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
