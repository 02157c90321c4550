using System.Diagnostics;
using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Notation;
using Sensorcast.Cli.Terminals;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>A recording from its start to its end.</summary>
internal sealed class RecordRun
{
    /// <summary>How long rows are kept before they are written: older ones are in the file even if this program is killed.</summary>
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromMilliseconds(400);

    private readonly BoardSet _boards;
    private readonly RecordPlan _plan;
    private readonly StatusLine _status = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Dictionary<BoardLink, Recording> _recordings = [];
    private readonly Dictionary<string, BoardLink> _byBaseName = [];

    private RecordRun(BoardSet boards, RecordPlan plan) => (_boards, _plan) = (boards, plan);

    /// <returns>The exit code. Cancellation is success.</returns>
    public static Task<int> RunAsync(BoardSet boards, RecordPlan plan, CancellationToken cancellation) =>
        new RecordRun(boards, plan).RunAsync(cancellation);

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        // The boards first: a wrong address must not cost the existing file.
        await _boards.ConnectAsync(cancellation);
        await using var output = RecordingOutput.Open(_plan, Say);
        bool several = _boards.Boards.Count > 1;
        foreach (BoardLink board in _boards.Boards)
        {
            board.Client.Resume(output.Earlier);
            string name = several ? board.Name : "";
            _recordings.Add(
                board, new Recording(output.Rows, output.AddRow, _plan.History, output.Earlier, name, TimeProvider.System));
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(_plan.Duration ?? Timeout.InfiniteTimeSpan);
        bool isBroken = false;
        try
        {
            await RecordAsync(output, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The duration is over, or Ctrl+C was pressed.
        }
        catch (Exception e) when (StandardStream.IsAbandoned(e))
        {
            isBroken = true;
            _status.Clear();
            throw;
        }
        catch (IOException e)
        {
            isBroken = true;
            throw Failure(e, output);
        }
        finally
        {
            if (!isBroken)
            {
                End(output);
            }
        }

        return ExitCode.Done;
    }

    private async Task RecordAsync(RecordingOutput output, CancellationToken end)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(end);
        IAsyncEnumerator<BoardEvent> events = _boards.ReadAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            var tick = Task.Delay(FlushPeriod, CancellationToken.None);
            while (true)
            {
                Task first = await Task.WhenAny(next, tick);
                if (tick.IsCompleted)
                {
                    output.Flush();
                    _status.Show(Progress(output));
                    tick = Task.Delay(FlushPeriod, CancellationToken.None);
                }

                if (first == next)
                {
                    if (!await next)
                    {
                        return;
                    }

                    Take(events.Current);
                    next = events.MoveNextAsync().AsTask();
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync();
        }
    }

    private void Take(BoardEvent boardEvent)
    {
        BoardLink board = boardEvent.Board;
        string name = _boards.Boards.Count > 1 ? $"{board.Name}: " : "";
        switch (boardEvent.Event)
        {
            case null:
                Say(name + boardEvent.End!.Message);
                return;
            case Pack pack:
                CheckName(board, pack);
                break;
            case Disconnected disconnected:
                Say($"{name}{disconnected.Error.Message} Trying again in {DurationNotation.Write(disconnected.RetryAfter)}.");
                break;
            case Connected { Number: > 1 } connected:
                Say($"{name}Connected again, after {DurationNotation.Write(connected.Away)}.");
                break;
            case ChannelsChanged changes:
                foreach (ChannelInfo removed in changes.Removed)
                {
                    Say($"{name}{removed.Name} is gone: the board has it no longer.");
                }

                break;
        }

        _recordings[board].Take(_plan.Filter.Apply(boardEvent.Event));
    }

    /// <summary>Names alone distinguish readings, also in later uses of the recording.</summary>
    private void CheckName(BoardLink board, Pack pack)
    {
        if (_byBaseName.ContainsValue(board))
        {
            return;
        }

        if (!_byBaseName.TryAdd(pack.BaseName, board))
        {
            throw new UsageException(
                $"{_byBaseName[pack.BaseName].Name} and {board.Name} both call themselves '{pack.BaseName}': record them to two files, or "
                    + "give them different names.");
        }

        foreach (string warning in _plan.Filter.Warnings([.. board.Client.Channels.Keys], pack.BaseName))
        {
            Say(warning);
        }
    }

    private void End(RecordingOutput output)
    {
        try
        {
            foreach (Recording recording in _recordings.Values)
            {
                recording.End();
            }

            output.End();
        }
        catch (IOException e) when (!StandardStream.IsAbandoned(e))
        {
            throw Failure(e, output);
        }

        Say(Progress(output));
    }

    private IOException Failure(IOException e, RecordingOutput output)
    {
        _status.Clear();
        string whole = _plan.Output is null ? "" : $" What was written is whole: {Progress(output)}.";
        return new IOException($"{e.Message.Split(" : ")[0].TrimEnd('.')}.{whole}", e);
    }

    private string Progress(RecordingOutput output)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        string board = _boards.Boards.Count == 1 ? _boards.Boards[0].Name : $"{_boards.Boards.Count} boards";
        string of = _plan.Duration is TimeSpan duration ? $" of {DurationNotation.Write(duration)}" : "";
        string left = _plan.Duration > elapsed ? $", {DurationNotation.Write(_plan.Duration.Value - elapsed)} left" : "";
        long readings = _recordings.Values.Sum(static recording => recording.Readings);
        long gaps = _recordings.Values.Sum(static recording => recording.Gaps);
        return $"{board}: {DurationNotation.Write(elapsed)}{of}, {NumberNotation.Write(readings)} readings, {NumberNotation.Write(gaps)} "
            + "gaps, " +
            $"{ByteSize.Write(output.Size)}{left}";
    }

    private void Say(string sentence)
    {
        _status.Clear();
        Console.Error.WriteLine(OneLine.Of(sentence));
    }
}
