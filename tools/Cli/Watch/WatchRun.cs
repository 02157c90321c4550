using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Terminals;
using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>Shows the readings until it is cancelled.</summary>
internal sealed class WatchRun(BoardSet boards, WatchPlan plan)
{
    private static readonly TimeSpan DrawPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RoundTripPeriod = TimeSpan.FromSeconds(5);

    private readonly WatchModel _model = new(boards.Boards);
    private readonly HashSet<BoardLink> _checked = [];

    /// <returns>The exit code. Cancellation is success.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await boards.ConnectAsync(end.Token);
            end.CancelAfter(plan.Duration ?? Timeout.InfiniteTimeSpan);
            await (Screen.IsThere && !plan.AsJson ? DrawAsync(end) : PrintAsync(end.Token));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The duration is over, or Ctrl+C or q was pressed.
        }

        if (plan.Picture is not null)
        {
            UserFile.Use(plan.Picture, path =>
            {
                File.WriteAllText(path, _model.Show(static (views, now) => WatchPicture.Draw(views, now)));
                return path;
            });
        }

        return ExitCode.Done;
    }

    private async Task DrawAsync(CancellationTokenSource end)
    {
        Glyphs glyphs = Glyphs.Of(Environment.GetEnvironmentVariable);
        var table = new WatchTable(glyphs);
        var view = new WatchView();
        using var screen = new Screen();
        Keyboard keyboard = Keyboard.Start();

        using IDisposable? stopping = OperatingSystem.IsWindows() ? null : new Suspension(screen);
        screen.Enter();
        Task reading = ReadAsync(_model.Take, end.Token);
        Task measuring = Task.WhenAll(boards.Boards.Select(board => MeasureAsync(board, end.Token)));
        while (!reading.IsCompleted && !view.IsOver)
        {
            (int, int) size = Screen.Size;
            screen.Draw(_model.Show((views, now) => table.Write(views, now, view, size, keyboard.IsThere)), size);
            await keyboard.WaitAsync(DrawPeriod);
            while (keyboard.TryTake(out ConsoleKeyInfo key))
            {
                view.Press(key);
            }

            if (_model.IsHeld != view.IsPaused)
            {
                _model.IsHeld = view.IsPaused;
            }
        }

        await end.CancelAsync();
        screen.Leave();
        await measuring;
        await reading;
    }

    private async Task PrintAsync(CancellationToken end)
    {
        await using var printer = new LinePrinter(StandardStream.OpenOutput(), plan.AsJson, boards.Boards.Count > 1);
        await foreach (BoardEvent boardEvent in boards.ReadAsync(end))
        {
            BoardEvent filtered = Filter(boardEvent, LinePrinter.Say);
            _model.Take(filtered);
            await printer.TakeAsync(filtered);
        }
    }

    private async Task ReadAsync(Action<BoardEvent> take, CancellationToken end)
    {
        await foreach (BoardEvent boardEvent in boards.ReadAsync(end))
        {
            take(Filter(boardEvent, static _ => { }));
        }
    }

    private BoardEvent Filter(BoardEvent boardEvent, Action<string> warn)
    {
        if (boardEvent.Event is Pack pack && _checked.Add(boardEvent.Board))
        {
            foreach (string warning in plan.Filter.Warnings([.. boardEvent.Board.Client.Channels.Keys], pack.BaseName))
            {
                warn(warning);
            }
        }

        return boardEvent.Event is null ? boardEvent : boardEvent with { Event = plan.Filter.Apply(boardEvent.Event) };
    }

    private async Task MeasureAsync(BoardLink board, CancellationToken end)
    {
        try
        {
            while (true)
            {
                try
                {
                    _model.Take(board, await board.Client.MeasureRoundTripAsync(end));
                }
                catch (Exception e) when (e is SensorcastException or TimeoutException)
                {
                    _model.Take(board, null);
                }

                await Task.Delay(RoundTripPeriod, end);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // It is over.
        }
    }
}
