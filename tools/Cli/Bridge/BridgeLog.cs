using Sensorcast.Cli.Notation;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// The log of a board's bridge. A line that repeats, such as a failed attempt to connect, is written once and then summed up: first 10 s
/// after its repetition, then less and less often. A line that has not repeated for some minutes is new again.
/// </summary>
/// <param name="board">Which board it is about.</param>
/// <param name="write">Writes a line.</param>
/// <param name="time">The time for the summaries.</param>
internal sealed class BridgeLog(string board, Action<string> write, TimeProvider time) : IDisposable
{
    /// <summary>How long the first repetition of a line waits for its summary.</summary>
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private const int Growth = 6;

    /// <summary>How many lines a summary has at most; older ones are counted together.</summary>
    private const int MaxSummary = 5;

    /// <summary>How many kinds of lines are remembered at most.</summary>
    private const int MaxKinds = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Repetition> _kinds = [];
    private ITimer? _timer;
    private TimeSpan _timerDelay;
    private long _timerStart;
    private long _order;

    /// <summary>Writes a line, unless one like it has been written a short while ago.</summary>
    /// <param name="message">The line.</param>
    /// <param name="kind">What identifies the line, if it has a number that differs each time.</param>
    public void Write(string message, string? kind = null)
    {
        lock (_lock)
        {
            kind ??= message;
            if (!_kinds.TryGetValue(kind, out Repetition? known) || (known.Count == 0 && time.GetElapsedTime(known.LastAt) > Memory))
            {
                if (_kinds.Count == MaxKinds)
                {
                    _kinds.Clear();
                }

                _kinds[kind] = known = new Repetition { Delay = FirstDelay, ReportedAt = time.GetTimestamp() };
                WriteLine(message);
            }
            else
            {
                known.Count++;
                SumUpIn(known.Delay);
            }

            (known.Message, known.Order, known.LastAt) = (message, ++_order, time.GetTimestamp());
        }
    }

    /// <summary>Writes what has not been summed up yet.</summary>
    public void Dispose() => SumUp();

    private void SumUpIn(TimeSpan delay)
    {
        if (_timer is null || delay < _timerDelay - time.GetElapsedTime(_timerStart))
        {
            _timer?.Dispose();
            (_timerDelay, _timerStart) = (delay, time.GetTimestamp());
            _timer = time.CreateTimer(_ => SumUp(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void SumUp()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            Repetition[] repetitions = [.. _kinds.Values.Where(static one => one.Count > 0).OrderBy(static one => one.Order)];
            int others = Math.Max(0, repetitions.Length - MaxSummary);
            if (others > 0)
            {
                WriteLine($"{Times(repetitions.Take(others).Sum(static one => one.Count))} more: {others} other lines");
            }

            // The last one is the present state.
            foreach (Repetition repetition in repetitions.Skip(others))
            {
                string span = DurationNotation.Write(time.GetElapsedTime(repetition.ReportedAt));
                WriteLine($"{Times(repetition.Count)} more in {span}: {repetition.Message}");
            }

            foreach (Repetition repetition in repetitions)
            {
                TimeSpan delay = repetition.Delay * Growth;
                repetition.Delay = delay < LongestDelay ? delay : LongestDelay;
                (repetition.Count, repetition.ReportedAt) = (0, time.GetTimestamp());
            }
        }
    }

    private void WriteLine(string line) => write($"{board}: {line}");

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    /// <summary>A line that was written, and how often it has repeated since it was last reported.</summary>
    private sealed class Repetition
    {
        public string Message { get; set; } = "";

        public int Count { get; set; }

        public long Order { get; set; }

        public TimeSpan Delay { get; set; }

        public long ReportedAt { get; set; }

        public long LastAt { get; set; }
    }
}
