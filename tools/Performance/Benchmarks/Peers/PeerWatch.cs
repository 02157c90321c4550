namespace Sensorcast.Benchmarks.Peers;

/// <summary>The clients' measurements while it counts: how late each message was, or how long an operation took, in µs.</summary>
internal sealed class PeerWatch
{
    private readonly List<long> _times = [];
    private volatile bool _isCounting;
    private volatile bool _hasTimes;

    /// <summary>The times, one for each operation. Must not be read while it counts.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>Whether anything was counted. May be read from any thread: a busy machine may need longer for the first.</summary>
    public bool HasTimes => _hasTimes;

    /// <summary>Starts or stops counting. May be called from any thread.</summary>
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
