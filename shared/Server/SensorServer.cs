using Sensorcast.Sensors;
using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>
/// Serves the dashboard and streams readings. One thread calls <see cref="Step"/> for ever; nothing here blocks, waits or takes a lock,
/// and no client can hold up another.
/// </summary>
public sealed class SensorServer
{
    /// <summary>
    /// The most bytes that one send carries. The board's TCP stack says that it can send only when more than 2,881 bytes are free, so a send of
    /// this size is always taken whole.
    /// </summary>
    public const int MaxSendSize = 2800;

    /// <summary>The longest time in milliseconds until the next step: how late a deadline may be kept.</summary>
    public const int MaxIdleTime = 100;

    private const int MicrosecondsPerMillisecond = 1000;

    private readonly IListener _listener;
    private readonly IClock _clock;
    private readonly ServerResources _resources;
    private readonly Connection[] _connections;
    private readonly Connection _refusals;
    private readonly LiveReadings _readings;
    private readonly ServerCounters _counters;
    private readonly Sampler _sampler;
    private readonly long _startTime;
    private bool _isStopping;

    /// <summary>Makes a server. All that it needs is allocated here.</summary>
    /// <param name="options">What is set; read once.</param>
    /// <param name="listener">Where connections come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="channels">What is measured, at least one channel.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, there is no channel, or two have one name.
    /// </exception>
    public SensorServer(ServerOptions options, IListener listener, IClock clock, Channel[] channels)
    {
        if (options.MaxClients < 1 || options.MaxClients > ServerOptions.MostClients)
        {
            throw new ArgumentException("MaxClients is 1 to 64");
        }

        if (options.HistoryLength < 1)
        {
            throw new ArgumentException("HistoryLength is at least 1");
        }

        CheckNames(channels);
        foreach (Channel channel in channels)
        {
            channel.KeepHistory(options.HistoryLength);
        }

        _listener = listener;
        _clock = clock;
        _startTime = clock.Milliseconds;
        _resources = new ServerResources(options, clock, channels, this);
        _counters = _resources.Counters;
        _connections = new Connection[options.MaxClients];
        for (int i = 0; i < _connections.Length; i++)
        {
            _connections[i] = new Connection(_resources, refuses: false);
        }

        _refusals = new Connection(_resources, refuses: true);
        _sampler = new Sampler(channels, clock);
        _readings = new LiveReadings(channels.Length);
    }

    /// <summary>Whether <see cref="Shutdown"/> has been called and every client is gone.</summary>
    public bool IsStopped => _isStopping && ClientCount == 0 && _refusals.State == ConnectionState.Free;

    /// <summary>How many clients are connected now.</summary>
    public int ClientCount
    {
        get
        {
            int count = 0;
            foreach (Connection connection in _connections)
            {
                count += connection.State == ConnectionState.Free ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>The most clients that are served at once.</summary>
    public int MaxClients => _connections.Length;

    /// <summary>The number of the newest live pack.</summary>
    public uint Sequence { get; private set; }

    /// <summary>How long the server has been there, in milliseconds.</summary>
    public long UptimeMilliseconds => _clock.Milliseconds - _startTime;

    /// <summary>How many live packs clients could not take, since the start.</summary>
    public long Skipped => _counters.Skipped;

    /// <summary>How many live packs clients got, since the start.</summary>
    public long Sent
    {
        get
        {
            long sent = _counters.SentToGone;
            foreach (Connection connection in _connections)
            {
                sent += connection.State == ConnectionState.Free ? 0 : connection.Sent;
            }

            return sent;
        }
    }

    internal Connection[] Connections => _connections;

    internal Sampler Sampler => _sampler;

    internal ServerCounters Counters => _counters;

    /// <summary>The time of the step that is being made.</summary>
    internal long Now { get; private set; }

    /// <summary>Does all that is due now and can be done without waiting: a bounded share of work for each connection.</summary>
    /// <returns>
    /// How many milliseconds the caller may wait for a socket to become ready before the next call, at most
    /// <see cref="MaxIdleTime"/>; 0: call again at once.
    /// </returns>
    public int Step()
    {
        long now = _clock.Milliseconds;
        Now = now;
        _counters.CountStep(now);

        bool more = false;
        bool isDue = now >= _sampler.NextDue;
        if (isDue)
        {
            // Before the clients are served: so a channel has been read before a client's first pack tells of it.
            more = _resources.HasHeldBack && StepHeldBack(now);
            Sample(now);
        }

        more |= AcceptOne(now);
        _resources.HasHeldBack = false;
        Connection[] connections = _connections;
        for (int i = 0; i < connections.Length; i++)
        {
            Connection connection = connections[i];
            if (connection.State != ConnectionState.Free)
            {
                more |= connection.Step(now);
            }
        }

        if (_refusals.State != ConnectionState.Free)
        {
            more |= _refusals.Step(now);
        }

        if (more || isDue)
        {
            _counters.NoteStepTime(_clock.Milliseconds - now);
        }

        if (more)
        {
            return 0;
        }

        long idle = _sampler.NextDue - now;
        return idle < MaxIdleTime ? (int)idle : MaxIdleTime;
    }

    /// <summary>
    /// Takes no more clients and closes every WebSocket with 1001; go on calling <see cref="Step"/> until <see cref="IsStopped"/>.
    /// </summary>
    public void Shutdown()
    {
        _isStopping = true;
        long now = _clock.Milliseconds;
        foreach (Connection connection in _connections)
        {
            connection.GoAway(now);
        }

        _refusals.GoAway(now);
    }

    /// <summary>Has a channel read with the next step, before it is due.</summary>
    internal void Ask(int channel)
    {
        _sampler.Ask(channel, Now);
    }

    private static void CheckNames(Channel[] channels)
    {
        if (channels.Length == 0)
        {
            throw new ArgumentException("A server measures at least one channel");
        }

        for (int i = 0; i < channels.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (channels[i].Name == channels[j].Name)
                {
                    throw new ArgumentException("Two channels have the name " + channels[i].Name);
                }
            }
        }
    }

    /// <summary>
    /// Serves those that are waiting for room to be answered in: a live frame must not take the room each time there is some.
    /// </summary>
    private bool StepHeldBack(long now)
    {
        bool more = false;
        foreach (Connection connection in _connections)
        {
            if (connection.IsHeldBack)
            {
                more |= connection.Step(now);
            }
        }

        return more;
    }

    private bool AcceptOne(long now)
    {
        // While somebody is being refused, the next one waits in the listener's queue.
        if (_isStopping || _refusals.State != ConnectionState.Free)
        {
            return false;
        }

        ITransport transport = _listener.Accept();
        if (transport == null)
        {
            return false;
        }

        FreeSlot().Open(transport, now);
        return true;
    }

    /// <summary>
    /// Finds a place for a newcomer: a free slot, or that of the spare connection that has been silent the longest, or the one that refuses.
    /// </summary>
    private Connection FreeSlot()
    {
        Connection silent = null;
        foreach (Connection connection in _connections)
        {
            if (connection.State == ConnectionState.Free)
            {
                return connection;
            }

            if (connection.IsSilent && (silent == null || connection.OpenedAt < silent.OpenedAt))
            {
                silent = connection;
            }
        }

        if (silent == null)
        {
            return _refusals;
        }

        silent.Cut(EndReason.GaveWay);
        return silent;
    }

    private void Sample(long now)
    {
        int batches = _sampler.Sample(now, _readings);
        if (_readings.Count > 0)
        {
            Broadcast(_readings, now * MicrosecondsPerMillisecond, now);
        }

        ChannelState[] channels = _sampler.Channels;
        for (int i = 0; batches > 0; i++)
        {
            LiveReadings batch = channels[i].Batch;
            if (batch != null && batch.Count > 0)
            {
                Broadcast(batch, channels[i].BatchEnd, now);
                batch.Clear();
                batches--;
            }
        }
    }

    /// <summary>Sends readings as a live pack to every client; as several where they do not fit into one.</summary>
    /// <param name="readings">The readings, at least one.</param>
    /// <param name="takenAt">When they were taken, on the server's clock, in microseconds.</param>
    /// <param name="now">The time of the step.</param>
    private void Broadcast(LiveReadings readings, long takenAt, long now)
    {
        long skipped = Skipped;
        long unix = _resources.WallTime.At(takenAt);
        while (readings.NextPack(_resources.CborFrame.Encoder, _resources.JsonFrame.Encoder))
        {
            Sequence++;
            readings.Stamp(unix, Sequence);
            Broadcast(_resources.CborFrame, readings, now);
            Broadcast(_resources.JsonFrame, readings, now);
        }

        if (readings.HaveIntroductions && skipped == Skipped && !AnyIsGettingItsFirstPack())
        {
            // Whoever has not got an introduction gets another one with the next reading.
            _sampler.EndIntroductions(readings);
        }
    }

    private bool AnyIsGettingItsFirstPack()
    {
        foreach (Connection connection in _connections)
        {
            if (connection.State == ConnectionState.FirstPack)
            {
                return true;
            }
        }

        return false;
    }

    private void Broadcast(LiveFrame frame, LiveReadings readings, long now)
    {
        if (frame.Subscribers == 0)
        {
            return;
        }

        frame.Build(readings);
        byte[] buffer = frame.Buffer;
        int start = frame.Start;
        int length = frame.Length;
        Connection[] connections = _connections;
        for (int i = 0; i < connections.Length; i++)
        {
            Connection connection = connections[i];
            if (connection.Subscription == frame)
            {
                connection.SendLive(buffer, start, length, now);
            }
        }
    }
}
