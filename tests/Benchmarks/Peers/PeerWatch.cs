namespace Sensorcast.Benchmarks.Peers;

/// <summary>How late the broadcast messages of one client came, while it counts.</summary>
internal sealed class PeerWatch(Func<bool> isCounting)
{
    private readonly List<long> _lateness = [];

    /// <summary>How late each was, in microseconds.</summary>
    public IReadOnlyList<long> Lateness => _lateness;

    public void Add(long microseconds)
    {
        if (isCounting())
        {
            _lateness.Add(microseconds);
        }
    }
}
