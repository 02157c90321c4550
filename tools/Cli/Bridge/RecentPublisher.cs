using System.Diagnostics;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// Publishes the pack for new subscribers: retained and renewed from time to time, for those that may only subscribe; and at once on
/// request, since some brokers retain nothing, or only on one node of several, and since a subscriber that requests it misses no pack.
/// </summary>
internal sealed class RecentPublisher(RecentReadings recent, Outbox outbox, BrokerLink link, BridgeLog log)
{
    /// <summary>The maximum age of the retained pack.</summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(30);

    /// <summary>Many requests at the same time cost as much as one.</summary>
    private static readonly TimeSpan ShortestAge = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(0.1);

    /// <summary>The rest of the packet: topic, content type and lengths.</summary>
    private const int Overhead = 512;

    private volatile bool _isRequested;
    private int _leftOut;

    /// <summary>Notes a request by a new subscriber.</summary>
    public void Request() => _isRequested = true;

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        long? publishedAt = null;
        using var timer = new PeriodicTimer(CheckPeriod);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            TimeSpan age = publishedAt is long at ? Stopwatch.GetElapsedTime(at) : TimeSpan.MaxValue;
            bool isDue = _isRequested || recent.HasNewDescription || (recent.HasNew && age >= LongestAge);
            if (!isDue || age < ShortestAge)
            {
                continue;
            }

            _isRequested = false;
            if (recent.Write(Math.Min(RecentReadings.MaxSize, link.MaxPacketSize - Overhead)) is Outgoing message)
            {
                publishedAt = Stopwatch.GetTimestamp();
                outbox.SetRecent(message);
                outbox.RepeatStatus();
                ReportLeftOut();
            }
        }
    }

    private void ReportLeftOut()
    {
        if (recent.LeftOut > 0 && recent.LeftOut != _leftOut)
        {
            log.Write($"{recent.LeftOut} channels do not fit into the pack for new subscribers: their readings come with the next packs");
        }

        _leftOut = recent.LeftOut;
    }
}
