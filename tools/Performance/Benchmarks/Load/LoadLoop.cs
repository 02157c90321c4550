using System.Diagnostics;
using Sensorcast.Host.Epoll;

namespace Sensorcast.Benchmarks.Load;

/// <summary>
/// Serves all clients of a load on one thread, with one system call for each receive of a client: the load must take as little processor
/// time from the server as possible.
/// </summary>
internal sealed class LoadLoop : IDisposable
{
    /// <summary>
    /// For how long after the last message it polls for the next one before it sleeps: a server that sends to one client after the other
    /// must not cause a wake-up with each.
    /// </summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromMicroseconds(50);

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(10);

    private readonly EpollQueue _queue = new();
    private readonly Dictionary<int, LoadClient> _clients = [];
    private readonly Queue<LoadClient> _waiting;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _allAreOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    /// <summary>Starts to connect clients, and to serve them.</summary>
    public LoadLoop(IEnumerable<LoadClient> clients)
    {
        _waiting = new Queue<LoadClient>(clients);
        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits until all clients are connected and have shaken hands.</summary>
    /// <exception cref="InvalidOperationException">A server did not do what was expected.</exception>
    public Task OpenAsync() => UnlessItFailsAsync(_allAreOpen.Task);

    /// <summary>Waits.</summary>
    /// <exception cref="InvalidOperationException">A server did not do what was expected.</exception>
    public Task DelayAsync(TimeSpan time) => UnlessItFailsAsync(Task.Delay(time));

    /// <summary>Ends the load.</summary>
    /// <exception cref="InvalidOperationException">A server did not do what was expected.</exception>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _running;
    }

    /// <summary>Ends the load, and closes all connections.</summary>
    public void Dispose()
    {
        _end.Cancel();
        ((IAsyncResult)_running).AsyncWaitHandle.WaitOne();
        foreach (LoadClient client in _clients.Values)
        {
            client.Dispose();
        }

        _queue.Dispose();
        _end.Dispose();
    }

    /// <summary>Serves a client from now on.</summary>
    internal void Add(int descriptor, LoadClient client)
    {
        _clients.Add(descriptor, client);
        _queue.Watch(descriptor, EpollEvents.Readable | EpollEvents.PeerFinished);
    }

    /// <summary>Serves a client no more, whose socket is about to be closed.</summary>
    internal void Remove(int descriptor) => _clients.Remove(descriptor);

    /// <summary>Connects the next client: one after the other, since few may wait for a server to accept them.</summary>
    internal void ConnectNext()
    {
        if (_waiting.TryDequeue(out LoadClient? next))
        {
            next.Connect(this);
        }
        else
        {
            _allAreOpen.TrySetResult();
        }
    }

    private void Run()
    {
        ConnectNext();
        long last = Stopwatch.GetTimestamp();
        while (!_end.IsCancellationRequested)
        {
            int count = _queue.Wait(Stopwatch.GetElapsedTime(last) < PollTime ? TimeSpan.Zero : MaxWait);
            for (int i = 0; i < count; i++)
            {
                _clients[_queue[i].Descriptor].Receive();
            }

            if (count > 0)
            {
                last = Stopwatch.GetTimestamp();
            }
        }
    }

    private async Task UnlessItFailsAsync(Task task)
    {
        if (await Task.WhenAny(_running, task) == _running)
        {
            await _running;
        }
    }
}
