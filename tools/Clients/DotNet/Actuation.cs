using System.Diagnostics;
using Sensorcast.Client.Senml;

namespace Sensorcast.Client;

/// <summary>Sends a client's packs, one at a time: each waits for its reply, so that every error belongs to one pack.</summary>
internal sealed class Actuation(SensorcastClientOptions options, IReadOnlyDictionary<string, ChannelInfo> channels) : IDisposable
{
    /// <summary>A board closes the connection on a longer one, with 1009.</summary>
    private const int LongestPack = 1024;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private TaskCompletionSource<(Connection Connection, string BaseName)> _ready = NewSource<(Connection, string)>();
    private TaskCompletionSource<Reply>? _reply;
    private SensorcastException? _lastError;
    private uint _sequence;

    /// <summary>The connection is open, and a pack has brought the board's base name.</summary>
    public void Begin(Connection connection, string baseName)
    {
        lock (_lock)
        {
            _ready.TrySetResult((connection, baseName));
        }
    }

    /// <summary>There is no connection at present.</summary>
    public void Lose(SensorcastException error)
    {
        lock (_lock)
        {
            _lastError = error;
            if (_ready.Task.IsCompleted)
            {
                _ready = NewSource<(Connection, string)>();
            }

            _reply?.TrySetException(error as ConnectionLostException ?? new ConnectionLostException(error.Message, error));
        }
    }

    /// <summary>There will be no further connection.</summary>
    public void End(Exception error)
    {
        lock (_lock)
        {
            if (_ready.Task.IsCompleted)
            {
                _ready = NewSource<(Connection, string)>();
            }

            _ready.TrySetException(error);
            _ = _ready.Task.Exception;
            _reply?.TrySetException(error);
        }
    }

    /// <summary>
    /// A reply has come. An error without a number is for the pack that waits: the board had not read its number yet. A reply without a
    /// waiting caller is dropped.
    /// </summary>
    public void Take(Reply reply)
    {
        lock (_lock)
        {
            if (reply.Sequence == _sequence || (reply.Sequence is null && reply.Error is not null))
            {
                _reply?.TrySetResult(reply);
            }
        }
    }

    /// <summary>Sends settings, or an empty pack, and waits for the reply.</summary>
    /// <returns>The round trip.</returns>
    public async Task<TimeSpan> SendAsync(IReadOnlyList<KeyValuePair<string, ReadingValue>> settings, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.ReplyTimeout);
        try
        {
            await _turn.WaitAsync(timeout.Token).ConfigureAwait(false);
            try
            {
                return await SendInTurnAsync(settings, timeout.Token).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            string reason = _ready.Task.IsCompleted ? "The board did not answer" : _lastError?.Message.TrimEnd('.')
                ?? "There was no connection";
            throw new TimeoutException($"{reason}, within {options.ReplyTimeout.TotalSeconds:0.#} s.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<TimeSpan> SendInTurnAsync(IReadOnlyList<KeyValuePair<string, ReadingValue>> settings, CancellationToken cancellation)
    {
        (Connection connection, string baseName) = await Ready().WaitAsync(cancellation).ConfigureAwait(false);
        KeyValuePair<string, ReadingValue>[] named =
            [.. settings.Select(one => KeyValuePair.Create(FullName(one.Key, baseName), one.Value))];
        string what = named.Length == 0 ? "Nothing" : string.Join(", ", named.Select(static one => one.Key));
        Task<Reply> waiting = Expect(out uint sequence);
        byte[] pack = ActuationWriter.Write(options.Encoding, sequence, named);
        if (pack.Length > LongestPack)
        {
            throw new SetRefusedException("too-long", what);
        }

        long start = Stopwatch.GetTimestamp();
        await connection.SendAsync(options.Encoding == SenmlEncoding.Json, pack, cancellation).ConfigureAwait(false);
        Reply reply = await waiting.WaitAsync(cancellation).ConfigureAwait(false);
        return reply.Error is null
            ? Stopwatch.GetElapsedTime(start)
            : throw new SetRefusedException(reply.Error, reply.Name ?? what);
    }

    private string FullName(string name, string baseName) =>
        channels.ContainsKey(name) || !channels.ContainsKey(baseName + name) ? name : baseName + name;

    private Task<(Connection Connection, string BaseName)> Ready()
    {
        lock (_lock)
        {
            return _ready.Task;
        }
    }

    private Task<Reply> Expect(out uint sequence)
    {
        lock (_lock)
        {
            _reply = NewSource<Reply>();
            sequence = ++_sequence;
            return _reply.Task;
        }
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
