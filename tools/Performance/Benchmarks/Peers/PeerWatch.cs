namespace Sensorcast.Benchmarks.Peers;

/// <summary>What the clients see while it counts: how late each message was, or how long each operation took, in microseconds.</summary>
internal sealed class PeerWatch
{
    private readonly List<long> _times = [];
    private volatile bool _isCounting;
    private volatile bool _hasTimes;

    /// <summary>The times, one for each operation. Not while it counts.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>Whether anything was counted. From any thread: a machine that is busy may need longer for the first.</summary>
    public bool HasTimes => _hasTimes;

    /// <summary>Starts or stops counting. From any thread.</summary>
    public void Count(bool isCounting) => _isCounting = isCounting;

    public void Add(long microseconds)
    {
        if (_isCounting)
        {
            _times.Add(microseconds);
            _hasTimes = true;
        }
    }
}
