using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>A channel and its last readings.</summary>
internal sealed class RecentChannel(ChannelInfo info)
{
    private readonly LinkedList<Reading> _kept = [];

    /// <summary>The board's description of it.</summary>
    public ChannelInfo Info { get; private set; } = info;

    /// <summary>The newest reading, if it has any.</summary>
    public Reading? Newest => _kept.Last?.Value;

    /// <summary>The board has changed the description. Readings of another quantity are dropped.</summary>
    public void Describe(ChannelInfo info)
    {
        if (info.Unit != Info.Unit)
        {
            _kept.Clear();
        }

        Info = info;
    }

    /// <summary>Adds a reading. The previous one is kept only if it is at least a period later than the one before it.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="period">The period.</param>
    /// <param name="max">How many are kept.</param>
    public void Add(Reading reading, TimeSpan period, int max)
    {
        if (_kept.Last?.Previous is LinkedListNode<Reading> before && (_kept.Last.Value.Time - before.Value.Time).Duration() < period)
        {
            _kept.RemoveLast();
        }

        _kept.AddLast(reading);
        if (_kept.Count > max)
        {
            _kept.RemoveFirst();
        }
    }

    /// <summary>The last readings, oldest first.</summary>
    public IEnumerable<Reading> Last(int count) => _kept.Skip(_kept.Count - count);
}
