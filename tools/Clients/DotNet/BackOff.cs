namespace Sensorcast.Client;

/// <summary>
/// How long to wait before the next attempt: twice as long each time, less a random part, so that many clients do not reconnect at once.
/// </summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _doublings;

    /// <summary>
    /// Whether the server rejected the last connection: it may do so again right after it has accepted the next one.
    /// </summary>
    public bool IsRejected { get; set; }

    /// <summary>Takes the next wait.</summary>
    /// <param name="atLeast">The server's <c>Retry-After</c>.</param>
    public TimeSpan Next(TimeSpan? atLeast)
    {
        TimeSpan max = first * Math.Pow(2, _doublings);
        if (max < longest)
        {
            _doublings++;
        }
        else
        {
            max = longest;
        }

        TimeSpan wait = max * (0.75 + (0.25 * Random.Shared.NextDouble()));
        return atLeast > wait ? atLeast.Value : wait;
    }

    /// <summary>Resets: the next wait is the shortest again.</summary>
    public void Reset()
    {
        _doublings = 0;
        IsRejected = false;
    }

    /// <summary>A connection works. After a rejection it must last for a while before it counts.</summary>
    /// <param name="seconds">How long it has lasted.</param>
    public void Succeed(double seconds)
    {
        if (!IsRejected || seconds > longest.TotalSeconds)
        {
            Reset();
        }
    }
}
