namespace Sensorcast.Client;

/// <summary>The newest reading of each channel, and whether it came after the last acknowledgement.</summary>
internal sealed class LatestReadings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Reading Reading, long Pack)> _latest = [];
    private TaskCompletionSource _arrival = NewSource();
    private string _baseName = "";
    private long _packs;
    private long _packsAtReply;

    /// <summary>A pack has come.</summary>
    public void Take(Pack pack)
    {
        TaskCompletionSource arrival;
        lock (_lock)
        {
            _packs++;
            _baseName = pack.BaseName;
            foreach (Reading reading in pack.Readings)
            {
                _latest[reading.Name] = (reading, _packs);
            }

            arrival = _arrival;
            _arrival = NewSource();
        }

        arrival.TrySetResult();
    }

    /// <summary>An acknowledgement has come: the new values are in the packs after it.</summary>
    public void Acknowledge()
    {
        lock (_lock)
        {
            _packsAtReply = _packs;
        }
    }

    /// <summary>Waits for the reading after the acknowledgement.</summary>
    /// <param name="name">The full name, or the name without the base name.</param>
    /// <param name="isEnough">Whether the reading ends the wait.</param>
    /// <param name="maxWait">The maximum wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The newest reading; <see langword="null"/> if none came in time.</returns>
    public async Task<Reading?> NextAsync(string name, Predicate<ReadingValue> isEnough, TimeSpan maxWait, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(maxWait);
        while (true)
        {
            (Reading? reading, Task arrival) = Find(name);
            if ((reading is not null && isEnough(reading.Value)) || timeout.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                return reading;
            }

            await arrival.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (Reading? Reading, Task Arrival) Find(string name)
    {
        lock (_lock)
        {
            bool isKnown = _latest.TryGetValue(name, out (Reading Reading, long Pack) latest)
                || _latest.TryGetValue(_baseName + name, out latest);
            return (isKnown && latest.Pack > _packsAtReply ? latest.Reading : null, _arrival.Task);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
