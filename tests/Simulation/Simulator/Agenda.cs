namespace Sensorcast.Simulator;

/// <summary>What will happen, in the order of its time; of one time, in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long Time, long Number)> _entries = new();
    private long _count;

    /// <summary>When something happens next.</summary>
    public long Next => _entries.TryPeek(out _, out (long Time, long) key) ? key.Time : long.MaxValue;

    public void Add(long time, Action action) => _entries.Enqueue(action, (time, _count++));

    /// <summary>Lets all happen that is due.</summary>
    public void Play(long now)
    {
        while (Next <= now)
        {
            _entries.Dequeue()();
        }
    }
}
