using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Sensorcast.Client.Senml;

namespace Sensorcast.Client;

/// <summary>Keeps a connection to a board, reconnects after each loss, and queues the events of the stream for the reader.</summary>
internal sealed class BoardStream(
    Uri url,
    SensorcastClientOptions options,
    ConcurrentDictionary<string, ChannelInfo> channels,
    Actuation actuation,
    LatestReadings latest) : IDisposable
{
    /// <summary>The time for the closing handshake.</summary>
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Channel<StreamEvent> _events = Channel.CreateBounded<StreamEvent>(
        new BoundedChannelOptions(options.QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });

    private volatile Connection? _connection;
    private volatile bool _isEnding;
    private int _connections;
    private int _description;
    private long _lastMessage;

    /// <summary>The events that wait for the reader.</summary>
    public ChannelReader<StreamEvent> Events => _events.Reader;

    /// <summary>Whether <see cref="EndAsync"/> was called.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>Closes the connection, which ends <see cref="RunAsync"/>.</summary>
    public async Task EndAsync()
    {
        _isEnding = true;
        if (_connection is Connection connection)
        {
            // A cancelled receive aborts the connection: before that the board gets time to answer the close frame.
            await connection.CloseAsync().ConfigureAwait(false);
            _end.CancelAfter(GoodbyeTimeout);
        }
        else
        {
            await _end.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    /// <summary>Connects and receives until it is ended, or until an error that another attempt does not change.</summary>
    /// <param name="connection">A connection that is open already, if there is one.</param>
    public async Task RunAsync(Connection? connection)
    {
        _connection = connection;
        try
        {
            await StayConnectedAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_isEnding)
        {
            actuation.End(new ObjectDisposedException(nameof(SensorcastClient)));
            _events.Writer.Complete();
        }
        catch (Exception e)
        {
            actuation.End(e);
            _events.Writer.Complete(e);
        }
        finally
        {
            _connection?.Dispose();
        }
    }

    private async Task StayConnectedAsync()
    {
        var backOff = new BackOff(options.FirstRetry, options.LongestRetry);
        while (true)
        {
            try
            {
                _connection ??= await Connection.OpenAsync(url, options, _end.Token).ConfigureAwait(false);
                Write(new Connected(++_connections, _lastMessage == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_lastMessage)));
                await ReceiveAsync(_connection, backOff).ConfigureAwait(false);
            }
            catch (SensorcastException e) when (e.IsTransient && !_isEnding)
            {
                backOff.IsRejected = (e as ConnectionLostException)?.IsRejection ?? backOff.IsRejected;
                TimeSpan wait = backOff.Next((e as UpgradeRefusedException)?.RetryAfter);
                actuation.Lose(e);
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
                // In this order: the caller that waits for the reply continues after all else is recorded.
                latest.Acknowledge();
                actuation.Take(Reply.Read(content));
                continue;
            }

            SenmlEncoding encoding = isText ? SenmlEncoding.Json : SenmlEncoding.Cbor;
            var made = new Timespan(connection.OpenedAt.Earliest, Timespan.Now);
            Pack pack = PackResolver.Resolve(content, encoding, DateTimeOffset.UtcNow, channels);
            if (pack.DescribesChannels | (pack.Sequence is null && RemoveVanished(pack)))
            {
                _description++;
            }

            Write(pack with { Connection = _connections, Made = made, Description = _description });
            latest.Take(pack);
            _lastMessage = Stopwatch.GetTimestamp();

            // Not on connecting: a server that accepts and then closes every connection is treated like one that is offline.
            backOff.Succeed(Timespan.Now - connection.OpenedAt.Latest);
            actuation.Begin(connection, pack.BaseName);
        }
    }

    /// <summary>A first pack has the complete list of channels.</summary>
    private bool RemoveVanished(Pack first)
    {
        HashSet<string> there = [.. first.Readings.Select(static reading => reading.Name)];
        string[] vanished = [.. channels.Keys.Where(name => !there.Contains(name))];
        foreach (string name in vanished)
        {
            channels.TryRemove(name, out _);
        }

        return vanished.Length > 0;
    }

    private void Write(StreamEvent streamEvent) => _events.Writer.TryWrite(streamEvent);
}
