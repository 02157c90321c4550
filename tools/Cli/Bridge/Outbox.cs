using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// The messages that wait for the broker: packs and results in their order, the newest reading of each channel, and whether the board is
/// online. It is bounded: while a broker is offline, the oldest packs are dropped.
/// </summary>
internal sealed class Outbox
{
    /// <summary>At ten packs a second, a quarter of an hour; at most 28 MB, and as a rule 2.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<Outgoing> _messages = [];
    private readonly LatestReadings _readings;
    private readonly HashSet<string> _excluded = [];
    private readonly BoardTopics _topics;
    private readonly State _status = new();
    private readonly State _board = new();
    private readonly State _bridge = new();
    private readonly State _discovery = new();
    private readonly State _recent = new();

    // In the order in which they are sent.
    private readonly State[] _states;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOnline;
    private long _dropped;

    /// <summary>Makes one for a board that is not online.</summary>
    /// <param name="topics">The board's topics.</param>
    /// <param name="publishesReadings">Whether each channel's newest reading is published by itself.</param>
    /// <param name="time">The time.</param>
    public Outbox(BoardTopics topics, bool publishesReadings, TimeProvider time)
    {
        _topics = topics;
        _readings = new LatestReadings(topics, publishesReadings, time);
        _states = [_status, _board, _bridge, _discovery, _recent];
        NoteOnline();
    }

    /// <summary>How many of the oldest messages were dropped because the broker was offline for too long.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds a message at the end of the queue.</summary>
    public void Add(Outgoing message)
    {
        lock (_lock)
        {
            Append(message);
        }

        Wake();
    }

    /// <summary>Takes the readings of a pack; each replaces the last one of its channel.</summary>
    public void Add(Pack pack)
    {
        lock (_lock)
        {
            foreach (Reading reading in pack.Readings)
            {
                Append(_readings.Take(pack.ChannelOf(reading), reading));
            }
        }

        Wake();
    }

    /// <summary>A channel was removed: so is its retained reading.</summary>
    public void Remove(string channel)
    {
        lock (_lock)
        {
            Append(_readings.Remove(channel));
        }

        Wake();
    }

    /// <summary>
    /// The broker does not accept a message: if it is one that is built for each connection, it is not built again.
    /// </summary>
    public void Exclude(Outgoing message)
    {
        lock (_lock)
        {
            if (!message.MustArrive)
            {
                _excluded.Add(message.Topic);
            }
        }
    }

    /// <summary>The board is online, or is not.</summary>
    public void SetOnline(bool isOnline)
    {
        lock (_lock)
        {
            if (isOnline != _isOnline)
            {
                _isOnline = isOnline;
                NoteOnline();
            }
        }

        Wake();
    }

    /// <summary>Replaces the discovery message for Home Assistant.</summary>
    public void SetDiscovery(Outgoing discovery)
    {
        lock (_lock)
        {
            _discovery.Set(discovery);
        }

        Wake();
    }

    /// <summary>Replaces the pack for new subscribers.</summary>
    public void SetRecent(Outgoing recent)
    {
        lock (_lock)
        {
            _recent.Set(recent);
        }

        Wake();
    }

    /// <summary>Publishes again whether the board is online: a new subscriber may not have received the retained message.</summary>
    public void RepeatStatus()
    {
        lock (_lock)
        {
            _status.IsDue = _board.IsDue = true;
        }

        Wake();
    }

    /// <summary>Announces the bridge once more.</summary>
    public void RepeatAnnouncement()
    {
        lock (_lock)
        {
            _bridge.IsDue = true;
        }

        Wake();
    }

    /// <summary>Another bridge publishes the board, and with it what waits here.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _messages.Clear();
            _readings.Clear();
        }
    }

    /// <summary>Home Assistant is online again: the discovery message and every reading are due.</summary>
    public void RepeatDiscovery()
    {
        lock (_lock)
        {
            MakeStateDue();
        }

        Wake();
    }

    /// <summary>
    /// The broker is online again: unacknowledged messages are sent first, in their order, and what it may have lost is due.
    /// </summary>
    public void Restart(IEnumerable<Outgoing> unacknowledged)
    {
        lock (_lock)
        {
            foreach (Outgoing message in unacknowledged.Where(static message => message.MustArrive).Reverse())
            {
                _messages.AddFirst(message);
            }

            MakeStateDue();
        }
    }

    /// <summary>Takes the next message to send.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public Outgoing? TryTake()
    {
        lock (_lock)
        {
            foreach (State state in _states)
            {
                if (state.IsDue && state.Message is Outgoing message && !_excluded.Contains(message.Topic))
                {
                    state.IsDue = false;
                    return message;
                }
            }

            if (_messages.First is LinkedListNode<Outgoing> first)
            {
                _messages.RemoveFirst();
                return first.Value;
            }

            return _readings.TryTake(_excluded);
        }
    }

    /// <summary>Waits until there may be something to send, or to do.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task change;
        TimeSpan longest;
        lock (_lock)
        {
            // Readings that were held back become due by time alone.
            longest = _readings.IsAnyDue ? LatestReadings.Period / 4 : TimeSpan.FromSeconds(30);
            change = _change.Task;
        }

        await change.WaitAsync(longest, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _change = _change.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _change;
        }
    }

    /// <summary>Ends a wait.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _change.TrySetResult();
        }
    }

    private void NoteOnline()
    {
        _status.Set(StateOn(_topics.Status));
        _board.Set(StateOn(_topics.Board));
        byte[] announcement = (Announcement.Own with { IsOnline = _isOnline }).Write();
        _bridge.Set(new Outgoing(_topics.Bridge, announcement, Outgoing.Json, IsRetained: true, MustArrive: false));
    }

    private Outgoing StateOn(string topic) =>
        new(topic, _isOnline ? "online"u8.ToArray() : "offline"u8.ToArray(), Outgoing.Text, IsRetained: true, MustArrive: false);

    private void Append(Outgoing? message)
    {
        if (message is not null)
        {
            _messages.AddLast(message);
            if (_messages.Count > Capacity)
            {
                _messages.RemoveFirst();
                _dropped++;
            }
        }
    }

    private void MakeStateDue()
    {
        foreach (State state in _states)
        {
            state.IsDue = true;
        }

        _readings.Repeat();
    }

    /// <summary>A message that replaces the one before it.</summary>
    private sealed class State
    {
        public Outgoing? Message { get; private set; }

        public bool IsDue { get; set; }

        public void Set(Outgoing message) => (Message, IsDue) = (message, true);
    }
}
