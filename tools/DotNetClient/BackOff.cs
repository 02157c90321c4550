namespace Sensorcast.Client;

/// <summary>How long to wait before the next attempt: twice as long each time, less a random part, so that many do not come at once.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _doublings;

    /// <summary>Takes the next wait.</summary>
    /// <param name="atLeast">What the server asked for.</param>
    public TimeSpan Next(TimeSpan? atLeast)
    {
        TimeSpan most = first * Math.Pow(2, _doublings);
        if (most < longest)
        {
            _doublings++;
        }
        else
        {
            most = longest;
        }

        TimeSpan wait = most * (0.75 + (0.25 * Random.Shared.NextDouble()));
        return atLeast > wait ? atLeast.Value : wait;
    }

    /// <summary>All is well: the next wait is the first again.</summary>
    public void Reset() => _doublings = 0;
}
