using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>One or several boards that are read at the same time.</summary>
internal sealed class BoardSet(IReadOnlyList<Board> boards) : IAsyncDisposable
{
    /// <summary>How many packs may wait in a client, which counts those it drops.</summary>
    private const int QueueLength = 64;

    /// <summary>The boards.</summary>
    public IReadOnlyList<BoardLink> Boards { get; } = [.. boards.Select(static board => new BoardLink(board))];

    /// <summary>
    /// Tries each board once. One connection is enough: the other boards are tried again while that one is read. A refusal that another
    /// attempt would not change is still an error.
    /// </summary>
    /// <exception cref="SensorcastException">There is no board to read.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        SensorcastException?[] errors = await Task.WhenAll(Boards.Select(board => TryConnectAsync(board, cancellation)));
        if ((errors.FirstOrDefault(static error => error is { IsTransient: false })
            ?? (errors.All(static error => error is not null) ? errors[0] : null)) is SensorcastException fatal)
        {
            throw fatal;
        }
    }

    /// <summary>Reads the events of all streams. A stream that ends reports why; the error of the last one is thrown.</summary>
    /// <exception cref="SensorcastException">No board is left.</exception>
    public async IAsyncEnumerable<BoardEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var events = Channel.CreateBounded<BoardEvent>(QueueLength);
        Task reading = ReadAllAsync(events.Writer, cancellation);
        int left = Boards.Count;
        await foreach (BoardEvent one in events.Reader.ReadAllAsync(cancellation))
        {
            if (one.End is SensorcastException end && --left == 0)
            {
                throw end;
            }

            yield return one;
        }

        await reading;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Boards.Select(static board => board.DisposeAsync().AsTask()));

    private static async Task<SensorcastException?> TryConnectAsync(BoardLink board, CancellationToken cancellation)
    {
        try
        {
            await board.Client.ConnectAsync(cancellation);
            return null;
        }
        catch (SensorcastException e)
        {
            return e;
        }
    }

    private async Task ReadAllAsync(ChannelWriter<BoardEvent> events, CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(Boards.Select(board => ReadAsync(board, events, cancellation)));
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
        }
    }

    private static async Task ReadAsync(BoardLink board, ChannelWriter<BoardEvent> events, CancellationToken cancellation)
    {
        try
        {
            await foreach (StreamEvent streamEvent in board.Client.ReadEventsAsync(cancellation))
            {
                await events.WriteAsync(new BoardEvent(board, streamEvent, null), cancellation);
            }
        }
        catch (SensorcastException e)
        {
            await events.WriteAsync(new BoardEvent(board, null, e), cancellation);
        }
    }
}
