using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sensorcast.Client.Senml;

namespace Sensorcast.Client;

/// <summary>
/// Reads a board's stream and sets its actuators. It reconnects by itself, with growing waits, until it is disposed of or the board
/// refuses in a way that trying again does not change.
/// </summary>
public sealed class SensorcastClient : IAsyncDisposable
{
    /// <summary>How long the board has to answer a goodbye.</summary>
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A board reads a channel at once when it was set, and sends the reading with the next live pack.</summary>
    private static readonly TimeSpan ReadingPatience = TimeSpan.FromSeconds(2);

    private readonly Uri _url;
    private readonly SensorcastClientOptions _options;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<StreamEvent> _events;
    private readonly ConcurrentDictionary<string, ChannelInfo> _channels = [];
    private readonly Actuation _actuation;
    private readonly LatestReadings _latest = new();
    private readonly Lock _start = new();
    private Task? _running;
    private volatile Connection? _connection;
    private volatile bool _isEnding;
    private readonly ReaderState _reader;
    private int _connections;
    private int _description;
    private long _lastMessage;

    /// <summary>Prepares a client; nothing is sent yet.</summary>
    /// <param name="address">
    /// What <see cref="BoardAddress.Parse"/> reads: <c>board.local</c>, <c>http://board.local/</c>, <c>wss://…</c>
    /// </param>
    /// <param name="options">How to connect; <see langword="null"/> for the defaults.</param>
    /// <exception cref="FormatException">It is no address.</exception>
    public SensorcastClient(string address, SensorcastClientOptions? options = null)
        : this(BoardAddress.Parse(address), options)
    {
    }

    /// <summary>Prepares a client; nothing is sent yet.</summary>
    /// <param name="url">The stream's address: <c>ws://</c> or <c>wss://</c>.</param>
    /// <param name="options">How to connect; <see langword="null"/> for the defaults.</param>
    public SensorcastClient(Uri url, SensorcastClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        _url = url;
        _options = options ?? new SensorcastClientOptions();
        _events = Channel.CreateBounded<StreamEvent>(
            new BoundedChannelOptions(_options.QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });
        _actuation = new Actuation(_options, _channels);
        _reader = new ReaderState(_channels);
    }

    /// <summary>
    /// What the board says about its channels, by their full names. It fills with the first pack, and the first pack of each further
    /// connection replaces it: <see cref="ChannelsChanged"/> says in what.
    /// </summary>
    public IReadOnlyDictionary<string, ChannelInfo> Channels => _channels;

    /// <summary>
    /// Connects once, and throws if that fails. Optional. It distinguishes a wrong address from a board that is away: without it,
    /// reading and setting connect by themselves and go on trying.
    /// </summary>
    /// <exception cref="BoardUnreachableException">There is no answer.</exception>
    /// <exception cref="UpgradeRefusedException">The server answers with an HTTP status instead.</exception>
    /// <exception cref="SubprotocolException">The server speaks something else.</exception>
    public async Task ConnectAsync(CancellationToken cancellation = default)
    {
        if (_running is null)
        {
            Start(await Connection.OpenAsync(_url, _options, cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>
    /// Reads every reading once, what the board's history has from before each connection included. One reader at a time.
    /// </summary>
    /// <exception cref="SensorcastException">The board refuses, and will go on refusing.</exception>
    public async IAsyncEnumerable<Reading> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (StreamEvent streamEvent in ReadEventsAsync(cancellation).ConfigureAwait(false))
        {
            foreach (Reading reading in streamEvent is Pack pack ? pack.Readings : [])
            {
                yield return reading;
            }
        }
    }

    /// <summary>Reads packs, and what happens between them: gaps, losses, reconnections, other channels. One reader at a time.</summary>
    /// <exception cref="SensorcastException">The board refuses, and will go on refusing.</exception>
    public async IAsyncEnumerable<StreamEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Start(null);
        while (await _events.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            while (_events.Reader.TryRead(out StreamEvent? streamEvent))
            {
                foreach (StreamEvent told in _reader.Take(streamEvent))
                {
                    yield return told;
                }
            }
        }
    }

    /// <summary>
    /// Sets an actuator and waits until the board says that it accepts the value. What the board has afterwards comes as a reading, with
    /// one of the next live packs: a value is rounded to the step, and a valve takes its time.
    /// </summary>
    /// <param name="name">What to set: its full name, or the name without the board's base name.</param>
    /// <param name="value">A number in the channel's unit, a truth value or a text.</param>
    /// <param name="cancellation">Gives up waiting; what has been sent is done all the same.</param>
    /// <exception cref="SetRefusedException">The board refuses.</exception>
    /// <exception cref="ConnectionLostException">The connection broke before the answer: whether it was done is not known.</exception>
    /// <exception cref="TimeoutException">No answer, or no connection, in time.</exception>
    /// <exception cref="SensorcastException">The board cannot be reached, or refuses the connection.</exception>
    public Task SetAsync(string name, ReadingValue value, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SetAsync([KeyValuePair.Create(name, value)], cancellation);
    }

    /// <summary>Sets several actuators at once: the board takes all values or none. A board takes 16 at most, in 1,024 bytes.</summary>
    /// <inheritdoc cref="SetAsync(string, ReadingValue, CancellationToken)"/>
    /// <param name="settings">What to set to what.</param>
    /// <param name="cancellation">Gives up waiting; what has been sent is done all the same.</param>
    public async Task SetAsync(IEnumerable<KeyValuePair<string, ReadingValue>> settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        KeyValuePair<string, ReadingValue>[] all = [.. settings];
        Start(null);
        await _actuation.SendAsync(all, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Says what was read before, by an earlier run: what the board's history still has of it is not read again. Before anything is read.
    /// </summary>
    /// <param name="readings">The newest readings of each channel, oldest first; some eight of each are enough.</param>
    public void Resume(IEnumerable<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _reader.Resume([.. readings]);
    }

    /// <summary>
    /// Sets an actuator and waits for what the board has then: the reading that follows the acknowledgement, which may differ from what was
    /// asked for. Where the board says how long the actuator takes, it waits for that value, or until the time has passed.
    /// </summary>
    /// <inheritdoc cref="SetAsync(string, ReadingValue, CancellationToken)"/>
    /// <param name="name">What to set: its full name, or the name without the board's base name.</param>
    /// <param name="value">A number in the channel's unit, a truth value or a text.</param>
    /// <param name="waitsUntilReached">Whether it waits for an actuator that takes its time; else the first reading is enough.</param>
    /// <param name="cancellation">Gives up waiting; what has been sent is done all the same.</param>
    /// <returns>The newest reading; <see langword="null"/> when there was none within 2 s.</returns>
    public async Task<Reading?> SetAndReadAsync(
        string name, ReadingValue value, bool waitsUntilReached = true, CancellationToken cancellation = default)
    {
        await SetAsync(name, value, cancellation).ConfigureAwait(false);
        ChannelInfo? channel = _channels.Values.FirstOrDefault(channel => channel.Name == name)
            ?? _channels.Values.FirstOrDefault(channel => channel.Name.EndsWith(name, StringComparison.Ordinal));
        TimeSpan takes = waitsUntilReached ? channel?.Actuator?.Takes ?? TimeSpan.Zero : TimeSpan.Zero;
        decimal tolerance = (channel?.Step ?? 0) / 2;
        bool IsReached(ReadingValue reading) =>
            takes == TimeSpan.Zero || (reading.Kind == ReadingKind.Number && value.Kind == ReadingKind.Number
            ? Math.Abs(reading.Number - value.Number) <= tolerance
            : reading == value);
        return await _latest.NextAsync(name, IsReached, ReadingPatience + takes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Measures how long the board takes to answer.</summary>
    /// <exception cref="ConnectionLostException">The connection broke before the answer.</exception>
    /// <exception cref="TimeoutException">No answer, or no connection, in time.</exception>
    public async Task<TimeSpan> MeasureRoundTripAsync(CancellationToken cancellation = default)
    {
        Start(null);
        return await _actuation.SendAsync([], cancellation).ConfigureAwait(false);
    }

    /// <summary>Says goodbye to the board and ends every reading.</summary>
    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        if (_connection is Connection connection)
        {
            // A receive that is cancelled cuts the connection: first the board gets a chance to answer the goodbye.
            await connection.CloseAsync().ConfigureAwait(false);
            _end.CancelAfter(GoodbyeTimeout);
        }
        else
        {
            await _end.CancelAsync().ConfigureAwait(false);
        }

        await (_running ?? Task.CompletedTask).ConfigureAwait(false);

        _actuation.Dispose();
        _end.Dispose();
    }

    private void Start(Connection? connection)
    {
        lock (_start)
        {
            ObjectDisposedException.ThrowIf(_isEnding, this);
            if (_running is null)
            {
                _running = Task.Run(() => RunAsync(connection));
                return;
            }
        }

        connection?.Dispose();
    }

    private async Task RunAsync(Connection? connection)
    {
        _connection = connection;
        try
        {
            await StayConnectedAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_isEnding)
        {
            _actuation.End(new ObjectDisposedException(nameof(SensorcastClient)));
            _events.Writer.Complete();
        }
        catch (Exception e)
        {
            _actuation.End(e);
            _events.Writer.Complete(e);
        }
        finally
        {
            _connection?.Dispose();
        }
    }

    /// <summary>Goes on until something happens that trying again does not change.</summary>
    private async Task StayConnectedAsync()
    {
        var backOff = new BackOff(_options.FirstRetry, _options.LongestRetry);
        while (true)
        {
            try
            {
                _connection ??= await Connection.OpenAsync(_url, _options, _end.Token).ConfigureAwait(false);
                Write(new Connected(++_connections, _lastMessage == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_lastMessage)));
                await ReceiveAsync(_connection, backOff).ConfigureAwait(false);
            }
            catch (SensorcastException e) when (e.IsTransient && !_isEnding)
            {
                backOff.IsRejected = (e as ConnectionLostException)?.IsRejection ?? backOff.IsRejected;
                TimeSpan wait = backOff.Next((e as UpgradeRefusedException)?.RetryAfter);
                _actuation.Lose(e);
                Write(new Disconnected(e, wait));
                _connection?.Dispose();
                _connection = null;
                await Task.Delay(wait, _end.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveAsync(Connection connection, BackOff backOff)
    {
        while (true)
        {
            (bool isText, byte[] content) = await connection.ReceiveAsync(_end.Token).ConfigureAwait(false);
            if (isText && Reply.IsReply(content))
            {
                // In this order: the caller that waits for the reply goes on when all is noted.
                _latest.Acknowledge();
                _actuation.Take(Reply.Read(content));
                continue;
            }

            SenmlEncoding encoding = isText ? SenmlEncoding.Json : SenmlEncoding.Cbor;
            var made = new Timespan(connection.OpenedAt.Earliest, Timespan.Now);
            Pack pack = PackResolver.Resolve(content, encoding, DateTimeOffset.UtcNow, _channels);
            if (pack.DescribesChannels | (pack.Sequence is null && RemoveVanished(pack)))
            {
                _description++;
            }

            Write(pack with { Connection = _connections, Made = made, Description = _description });
            _latest.Take(pack);
            _lastMessage = Stopwatch.GetTimestamp();

            // Not when it is connected: a server that accepts and then ends every connection is no better than one that is away.
            backOff.Succeed(Timespan.Now - connection.OpenedAt.Latest);
            _actuation.Begin(connection, pack.BaseName);
        }
    }

    /// <summary>A first pack is the whole truth about which channels there are.</summary>
    private bool RemoveVanished(Pack first)
    {
        HashSet<string> there = [.. first.Readings.Select(static reading => reading.Name)];
        string[] vanished = [.. _channels.Keys.Where(name => !there.Contains(name))];
        foreach (string name in vanished)
        {
            _channels.TryRemove(name, out _);
        }

        return vanished.Length > 0;
    }

    private void Write(StreamEvent streamEvent) => _events.Writer.TryWrite(streamEvent);
}
