using System.Diagnostics;
using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Watch;

/// <summary>The state of all boards. One thread writes, another shows; while it is held, the picture does not change.</summary>
internal sealed class WatchModel(IReadOnlyList<BoardLink> boards)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BoardLink, BoardView> _views =
        boards.ToDictionary(static board => board, static board => new BoardView(board.Name));
    private (BoardView[] Boards, long Time)? _held;

    /// <summary>Whether it is held.</summary>
    public bool IsHeld
    {
        get => _held is not null;
        set
        {
            lock (_lock)
            {
                _held = value ? ([.. boards.Select(board => _views[board].Copy())], Stopwatch.GetTimestamp()) : null;
            }
        }
    }

    /// <summary>Takes an event of a board's stream.</summary>
    public void Take(BoardEvent boardEvent)
    {
        lock (_lock)
        {
            BoardView view = _views[boardEvent.Board];
            if (boardEvent.End is not null)
            {
                view.End(boardEvent.End);
            }
            else
            {
                view.Take(boardEvent.Event!, boardEvent.Board.Client.Channels);
            }
        }
    }

    /// <summary>Takes how long a board took to answer.</summary>
    public void Take(BoardLink board, TimeSpan? roundTrip)
    {
        lock (_lock)
        {
            _views[board].RoundTrip = roundTrip;
        }
    }

    /// <summary>Shows the state of this moment, or of the moment when it was held.</summary>
    public T Show<T>(Func<IReadOnlyList<BoardView>, long, T> show)
    {
        lock (_lock)
        {
            return _held is (BoardView[] held, long time)
                ? show(held, time) : show([.. boards.Select(board => _views[board])], Stopwatch.GetTimestamp());
        }
    }
}
