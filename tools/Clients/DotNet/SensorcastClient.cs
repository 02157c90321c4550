using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Sensorcast.Client;

/// <summary>
/// Reads a board's stream and sets its actuators. It reconnects by itself, with growing delays, until it is disposed of or the board
/// refuses permanently.
/// </summary>
public sealed class SensorcastClient : IAsyncDisposable
{
    /// <summary>A board reads a channel right after it was set, and sends the reading with the next live pack.</summary>
    private static readonly TimeSpan ReadingTimeout = TimeSpan.FromSeconds(2);

    private readonly Uri _url;
    private readonly SensorcastClientOptions _options;
    private readonly ConcurrentDictionary<string, ChannelInfo> _channels = [];
    private readonly Actuation _actuation;
    private readonly LatestReadings _latest = new();
    private readonly Lock _start = new();
    private readonly BoardStream _stream;
    private readonly ReaderState _reader;
    private Task? _running;

    /// <summary>Prepares a client; nothing is sent yet.</summary>
    /// <param name="address">
    /// An address for <see cref="BoardAddress.Parse"/>: <c>board.local</c>, <c>http://board.local/</c>, <c>wss://…</c>
    /// </param>
    /// <param name="options">How to connect; <see langword="null"/> for the defaults.</param>
    /// <exception cref="FormatException">It is not an address.</exception>
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
        _actuation = new Actuation(_options, _channels);
        _stream = new BoardStream(_url, _options, _channels, _actuation, _latest);
        _reader = new ReaderState(_channels);
    }

    /// <summary>
    /// The board's descriptions of its channels, by their full names. The first pack of each connection replaces it, and
    /// <see cref="ChannelsChanged"/> reports the differences.
    /// </summary>
    public IReadOnlyDictionary<string, ChannelInfo> Channels => _channels;

    /// <summary>
    /// Connects once, and throws if that fails. Optional: it reports a wrong address. Without it, reading and setting connect by themselves
    /// and keep trying.
    /// </summary>
    /// <exception cref="BoardUnreachableException">There is no answer.</exception>
    /// <exception cref="UpgradeRefusedException">The server answers with an HTTP status instead.</exception>
    /// <exception cref="SubprotocolException">The server speaks another protocol.</exception>
    public async Task ConnectAsync(CancellationToken cancellation = default)
    {
        if (_running is null)
        {
            Start(await Connection.OpenAsync(_url, _options, cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>
    /// Reads every reading once, with those of the board's history from before each connection. One reader at a time.
    /// </summary>
    /// <exception cref="SensorcastException">The board refuses permanently.</exception>
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

    /// <summary>Reads packs and the events between them: gaps, lost and new connections, changed channels. One reader at a time.</summary>
    /// <exception cref="SensorcastException">The board refuses permanently.</exception>
    public async IAsyncEnumerable<StreamEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Start(null);
        while (await _stream.Events.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            while (_stream.Events.TryRead(out StreamEvent? streamEvent))
            {
                foreach (StreamEvent reported in _reader.Take(streamEvent))
                {
                    yield return reported;
                }
            }
        }
    }

    /// <summary>
    /// Sets an actuator and waits until the board accepts the value. The new value comes as a reading with one of the next live packs: it
    /// is rounded to the step, and a valve needs time to reach it.
    /// </summary>
    /// <param name="name">The channel's full name, or its name without the board's base name.</param>
    /// <param name="value">A number in the channel's unit, a boolean or a text.</param>
    /// <param name="cancellation">Ends the wait; a pack that has been sent still takes effect.</param>
    /// <exception cref="SetRefusedException">The board refuses.</exception>
    /// <exception cref="ConnectionLostException">The connection broke before the answer: the result is unknown.</exception>
    /// <exception cref="TimeoutException">No answer, or no connection, in time.</exception>
    /// <exception cref="SensorcastException">The board cannot be reached, or refuses the connection.</exception>
    public Task SetAsync(string name, ReadingValue value, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SetAsync([KeyValuePair.Create(name, value)], cancellation);
    }

    /// <summary>Sets several actuators at once: the board takes all values or none. A board takes 16 at most, in 1,024 bytes.</summary>
    /// <inheritdoc cref="SetAsync(string, ReadingValue, CancellationToken)"/>
    /// <param name="settings">The values by channel.</param>
    /// <param name="cancellation">Ends the wait; a pack that has been sent still takes effect.</param>
    public async Task SetAsync(IEnumerable<KeyValuePair<string, ReadingValue>> settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        KeyValuePair<string, ReadingValue>[] all = [.. settings];
        Start(null);
        await _actuation.SendAsync(all, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Passes the readings of an earlier run: they are not read again from the board's history. Must be called before anything is read.
    /// </summary>
    /// <param name="readings">The newest readings of each channel, oldest first; eight of each are enough.</param>
    public void Resume(IEnumerable<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        _reader.Resume([.. readings]);
    }

    /// <summary>
    /// Sets an actuator and waits for the reading that follows the acknowledgement, which may differ from the requested value. If the board
    /// says how long the actuator takes, it waits for that value, or until the time has passed.
    /// </summary>
    /// <inheritdoc cref="SetAsync(string, ReadingValue, CancellationToken)"/>
    /// <param name="name">The channel's full name, or its name without the board's base name.</param>
    /// <param name="value">A number in the channel's unit, a boolean or a text.</param>
    /// <param name="waitsUntilReached">Whether it waits until a slow actuator reaches the value; else the first reading is enough.</param>
    /// <param name="cancellation">Ends the wait; a pack that has been sent still takes effect.</param>
    /// <returns>The newest reading; <see langword="null"/> if none came within 2 s.</returns>
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
        return await _latest.NextAsync(name, IsReached, ReadingTimeout + takes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Measures how long the board takes to answer.</summary>
    /// <exception cref="ConnectionLostException">The connection broke before the answer.</exception>
    /// <exception cref="TimeoutException">No answer, or no connection, in time.</exception>
    public async Task<TimeSpan> MeasureRoundTripAsync(CancellationToken cancellation = default)
    {
        Start(null);
        return await _actuation.SendAsync([], cancellation).ConfigureAwait(false);
    }

    /// <summary>Closes the connection and ends all reads.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.EndAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).ConfigureAwait(false);

        _actuation.Dispose();
        _stream.Dispose();
    }

    private void Start(Connection? connection)
    {
        lock (_start)
        {
            ObjectDisposedException.ThrowIf(_stream.IsEnding, this);
            if (_running is null)
            {
                _running = Task.Run(() => _stream.RunAsync(connection));
                return;
            }
        }

        connection?.Dispose();
    }
}
