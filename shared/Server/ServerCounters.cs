using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>What a server counts, since its start.</summary>
public sealed class ServerCounters
{
    /// <summary>The statuses that refuse a request.</summary>
    public static readonly int[] RefusalStatuses =
    {
        HttpStatus.BadRequest, HttpStatus.Unauthorized, HttpStatus.Forbidden, HttpStatus.NotFound, HttpStatus.MethodNotAllowed,
        HttpStatus.RequestTimeout, HttpStatus.LengthRequired, HttpStatus.ContentTooLarge, HttpStatus.UriTooLong, HttpStatus.MisdirectedRequest, HttpStatus.UpgradeRequired,
        HttpStatus.TooManyRequests, HttpStatus.HeaderFieldsTooLarge, HttpStatus.InternalServerError,
        HttpStatus.ServiceUnavailable, HttpStatus.VersionNotSupported,
    };

    private const int RateWindow = 1000;

    private int _stepsInWindow;
    private long _windowStart;

    internal ServerCounters(long now)
    {
        _windowStart = now;
    }

    /// <summary>How often each of <see cref="RefusalStatuses"/> was answered.</summary>
    public long[] Refusals { get; } = new long[RefusalStatuses.Length];

    /// <summary>How often connections ended for each reason; see <see cref="NameOfEnd"/>.</summary>
    public long[] Ends { get; } = new long[(int)EndReason.WentAway + 1];

    /// <summary>How many requests were upgraded to WebSocket.</summary>
    public long Upgrades { get; internal set; }

    /// <summary>How many wrong tokens were offered.</summary>
    public long TokenFailures { get; internal set; }

    /// <summary>How many messages clients could not take.</summary>
    public long Skipped { get; internal set; }

    /// <summary>How many messages were sent to clients that are gone.</summary>
    public long SentToGone { get; private set; }

    /// <summary>How often a route threw.</summary>
    public long RouteFailures { get; private set; }

    /// <summary>The path of the route that threw last, or <see langword="null"/>.</summary>
    public string FailedRoute { get; private set; }

    /// <summary>How many steps the last whole second had.</summary>
    public int StepsPerSecond { get; private set; }

    /// <summary>The longest step in milliseconds.</summary>
    public int LongestStep { get; private set; }

    /// <summary>The path of the route that was called last in the longest step, or <see langword="null"/> when none was.</summary>
    public string LongestStepRoute { get; private set; }

    /// <summary>Names a reason for which connections end.</summary>
    /// <param name="reason">Its index in <see cref="Ends"/>.</param>
    /// <returns>One word.</returns>
    public static string NameOfEnd(int reason)
    {
        // Texts in an array are in the heap, and those of a switch are not.
        return (EndReason)reason switch
        {
            EndReason.Done => "done",
            EndReason.Failed => "failed",
            EndReason.Vanished => "vanished",
            EndReason.Stalled => "stalled",
            EndReason.Silent => "silent",
            EndReason.GaveWay => "gave-way",
            _ => "went-away",
        };
    }

    internal void CountRouteFailure(string path)
    {
        RouteFailures++;
        FailedRoute = path;
    }

    internal void CountRefusal(int status)
    {
        for (int i = 0; i < RefusalStatuses.Length; i++)
        {
            if (RefusalStatuses[i] == status)
            {
                Refusals[i]++;
            }
        }
    }

    internal void CountEnd(EndReason reason, long sent)
    {
        Ends[(int)reason]++;
        SentToGone += sent;
    }

    internal void CountStep(long now)
    {
        _stepsInWindow++;
        if (now - _windowStart >= RateWindow)
        {
            StepsPerSecond = (int)(_stepsInWindow * 1000L / (now - _windowStart));
            _stepsInWindow = 0;
            _windowStart = now;
        }
    }

    internal void NoteStepTime(long milliseconds, string route)
    {
        if (milliseconds > LongestStep)
        {
            LongestStep = (int)milliseconds;
            LongestStepRoute = route;
        }
    }
}
