namespace Sensorcast.Client;

/// <summary>
/// How long to wait before the next attempt: twice as long each time, less a random part, so that many do not come at once.
/// </summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _doublings;

    /// <summary>
    /// Whether the server ended the last connection on purpose: it may do so again as soon as it has accepted the next one.
    /// </summary>
    public bool IsRejected { get; set; }

    /// <summary>Takes the next wait.</summary>
    /// <param name="atLeast">What the server asked for.</param>
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

    /// <summary>All is well: the next wait is the first again.</summary>
    public void Reset()
    {
        _doublings = 0;
        IsRejected = false;
    }

    /// <summary>A connection works. After a rejection, it has to last for a while until that counts.</summary>
    /// <param name="seconds">For how long it has.</param>
    public void Succeed(double seconds)
    {
        if (!IsRejected || seconds > longest.TotalSeconds)
        {
            Reset();
        }
    }
}
