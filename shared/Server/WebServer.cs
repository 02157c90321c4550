using System;

namespace Sensorcast.Server;

/// <summary>
/// A web server for routes. One thread calls <see cref="Step"/> for ever; nothing here blocks, waits or takes a lock, and no client can
/// hold up another. Nothing here or in a route may be called from another thread; a debug build throws where that is done.
/// </summary>
public class WebServer
{
    /// <summary>
    /// The maximum number of bytes that one send carries. The board's TCP stack says that it can send only when more than 2,881 bytes are
    /// free, so a send of this size is always taken whole.
    /// </summary>
    public const int MaxSendSize = 2800;

    /// <summary>The maximum time in milliseconds until the next step: how late a deadline may be kept.</summary>
    public const int MaxIdleTime = 100;

    private const int MaxPieceSize = 2000;

    private readonly IListener _listener;
    private readonly IClock _clock;
    private readonly ServerResources _resources;
    private readonly Exchanges _exchanges;
    private readonly Connection[] _connections;
    private readonly Connection _refusals;
    private readonly long _startTime;
    private ScheduledTask _firstTask;
    private bool _isStopping;

    /// <summary>Makes a server without routes. All that it needs is allocated here.</summary>
    /// <param name="listener">Where connections come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">What is set; read once.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WebServer(IListener listener, IClock clock, ServerOptions options)
    {
        if (options.MaxClients < 1 || options.MaxClients > ServerOptions.MaxClientsLimit)
        {
            throw new ArgumentException("MaxClients is 1 to " + ServerOptions.MaxClientsLimit);
        }

        if (options.ReadSize < ServerOptions.MinReadSize || options.ReadSize > ServerOptions.MaxReadSize)
        {
            throw new ArgumentException("ReadSize is " + ServerOptions.MinReadSize + " to " + ServerOptions.MaxReadSize);
        }

        _listener = listener;
        _clock = clock;
        _startTime = clock.Milliseconds;
        _resources = new ServerResources(options, _startTime);
        _exchanges = new Exchanges(_resources);
        _connections = new Connection[options.MaxClients];
        for (int i = 0; i < _connections.Length; i++)
        {
            _connections[i] = new Connection(_resources, _exchanges, i);
        }

        _refusals = new Connection(_resources, _exchanges);
    }

    /// <summary>Whether <see cref="Shutdown"/> has been called and every client is gone.</summary>
    public bool IsStopped => _isStopping && ClientCount == 0 && _refusals.State == ConnectionState.Free;

    /// <summary>How many clients are connected now.</summary>
    public int ClientCount => ConnectionTable.CountClients(_connections);

    /// <summary>The maximum number of clients that are served at once.</summary>
    public int MaxClients => _connections.Length;

    /// <summary>How long the server has been there, in milliseconds.</summary>
    public long UptimeMilliseconds => _clock.Milliseconds - _startTime;

    /// <summary>The server's time.</summary>
    public IClock Clock => _clock;

    /// <summary>What is set.</summary>
    public ServerOptions Options => _resources.Options;

    /// <summary>What the server counts.</summary>
    public ServerCounters Counters => _resources.Counters;

    /// <summary>How many messages clients could not take, since the start.</summary>
    public long Skipped => Counters.Skipped;

    /// <summary>How many messages clients got, since the start.</summary>
    public long Sent => Counters.SentToGone + ConnectionTable.CountSent(_connections);

    /// <summary>The time of the step that is being made, on the server's clock, in milliseconds.</summary>
    public long Now => _resources.Now;

    /// <summary>Adds a route. Before the first step.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="ArgumentException">The path has a route already, or the route's pieces do not fit into one send.</exception>
    /// <exception cref="InvalidOperationException">The server has started.</exception>
    public void Add(Route route)
    {
        CheckNotStarted(route.Path);
        if (route is DocumentRoute document && document.MaxPieceSize > MaxPieceSize)
        {
            throw new ArgumentException("A piece has at most 2000 bytes: " + route.Path);
        }

        _exchanges.Http.Add(route);
    }

    /// <summary>Adds a task. Before the first step.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidOperationException">The server has started.</exception>
    public void Add(ScheduledTask task)
    {
        CheckNotStarted("a task");
        task.Next = _firstTask;
        _firstTask = task;
    }

    /// <summary>Describes the client in a slot.</summary>
    /// <param name="slot">The index of the slot, 0 to <see cref="MaxClients"/> - 1.</param>
    /// <param name="info">Gets the description.</param>
    /// <returns><see langword="false"/> when the slot is free.</returns>
    public bool TryDescribe(int slot, SlotInfo info)
    {
        Connection connection = _connections[slot];
        if (connection.State == ConnectionState.Free)
        {
            return false;
        }

        info.RemoteAddress = connection.RemoteAddress;
        info.State = connection.StateName;
        info.Age = _resources.Now - connection.OpenedAt;
        info.Sent = connection.Sent;
        info.Skipped = connection.Skipped;
        info.BytesSent = connection.BytesSent;
        return true;
    }

    /// <summary>Does all that is due now and can be done without waiting: a bounded share of work for each connection.</summary>
    /// <returns>
    /// How many milliseconds the caller may wait for a socket to become ready before the next call, at most
    /// <see cref="MaxIdleTime"/>; 0: call again at once.
    /// </returns>
    public int Step()
    {
        long now = _clock.Milliseconds;
        ServerResources resources = _resources;
        resources.Now = now;
        resources.Counters.CountStep(now);
        resources.Frame.CheckThread();
        if (_isStopping)
        {
            LetGo(now);
        }

        // Before the clients are served: so a channel has been read before a client's first pack reports it.
        bool more = false;
        bool isDue = false;
        long due = now + MaxIdleTime;
        for (ScheduledTask task = _firstTask; task != null; task = task.Next)
        {
            if (now >= task.Due)
            {
                more |= !isDue && resources.HasHeldBack && ConnectionTable.StepHeldBack(_connections, now);
                isDue = true;
                task.Run(now);
            }

            if (task.Due < due)
            {
                due = task.Due;
            }
        }

        if (resources.HasEnded)
        {
            // Before the next client is accepted: it gets the slot.
            resources.HasEnded = false;
            ConnectionTable.EndThoseThatAreOver(_connections);
        }

        if (AcceptOne(now))
        {
            more = true;
        }

        resources.HasHeldBack = false;
        Connection[] connections = _connections;
        int count = connections.Length;
        for (int i = 0; i < count; i++)
        {
            // Most clients have nothing to do in most steps: that is found out without a call.
            Connection connection = connections[i];
            if (connection.State != ConnectionState.Free && (now >= connection.Deadline || connection.Transport.CanReceive))
            {
                more |= connection.Step(now);
            }
        }

        if (_refusals.State != ConnectionState.Free && (now >= _refusals.Deadline || _refusals.Transport.CanReceive))
        {
            more |= _refusals.Step(now);
        }

        if (more || isDue)
        {
            if (resources.HasEnded)
            {
                // One client's message went to others.
                resources.HasEnded = false;
                ConnectionTable.EndThoseThatAreOver(_connections);
            }

            resources.Counters.NoteStepTime(_clock.Milliseconds - now, resources.LastRoute);
            resources.LastRoute = null;
        }

        return more ? 0 : due > now ? (int)(due - now) : 0;
    }

    /// <summary>
    /// From the next step on takes no more clients, closes every WebSocket with 1001, and ends connections with a request that has not been
    /// answered. Go on calling <see cref="Step"/> until <see cref="IsStopped"/>. A route may call this, too.
    /// </summary>
    public void Shutdown()
    {
        _isStopping = true;
    }

    private void LetGo(long now)
    {
        foreach (Connection connection in _connections)
        {
            connection.GoAway(now);
        }

        _refusals.GoAway(now);
    }

    private bool AcceptOne(long now)
    {
        // While a client is being refused, the next one waits in the listener's queue.
        if (_isStopping || _refusals.State != ConnectionState.Free)
        {
            return false;
        }

        ITransport transport = _listener.Accept();
        if (transport == null)
        {
            return false;
        }

        ConnectionTable.FindSlot(_connections, _refusals).Open(transport, now);
        return true;
    }

    private void CheckNotStarted(string what)
    {
        if (_resources.HasStarted)
        {
            throw new InvalidOperationException("The server has started, so it is too late to add " + what);
        }
    }
}
