using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>What a server counts, since its start.</summary>
public sealed class ServerCounters
{
    private const int RefusalStatuses = 16;
    private const int RateWindow = 1000;

    private int _stepsInWindow;
    private long _windowStart;

    internal ServerCounters(long now)
    {
        _windowStart = now;
    }

    /// <summary>How often each status that refuses a request was answered; see <see cref="StatusOfRefusal"/>.</summary>
    public uint[] Refusals { get; } = new uint[RefusalStatuses];

    /// <summary>How often connections ended for each reason; see <see cref="NameOfEnd"/>.</summary>
    public uint[] Ends { get; } = new uint[(int)DisconnectReason.WentAway + 1];

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

    /// <summary>A status that refuses a request.</summary>
    /// <param name="index">Its index in <see cref="Refusals"/>.</param>
    /// <returns>One of <see cref="HttpStatus"/>.</returns>
    public static int StatusOfRefusal(int index)
    {
        // An array would be in the heap.
        return index switch
        {
            0 => HttpStatus.BadRequest,
            1 => HttpStatus.Unauthorized,
            2 => HttpStatus.Forbidden,
            3 => HttpStatus.NotFound,
            4 => HttpStatus.MethodNotAllowed,
            5 => HttpStatus.RequestTimeout,
            6 => HttpStatus.LengthRequired,
            7 => HttpStatus.ContentTooLarge,
            8 => HttpStatus.UriTooLong,
            9 => HttpStatus.MisdirectedRequest,
            10 => HttpStatus.UpgradeRequired,
            11 => HttpStatus.TooManyRequests,
            12 => HttpStatus.HeaderFieldsTooLarge,
            13 => HttpStatus.InternalServerError,
            14 => HttpStatus.ServiceUnavailable,
            _ => HttpStatus.VersionNotSupported,
        };
    }

    /// <summary>Names a reason for which connections end.</summary>
    /// <param name="reason">Its index in <see cref="Ends"/>.</param>
    /// <returns>One word.</returns>
    public static string NameOfEnd(int reason)
    {
        // Texts in an array are in the heap, and those of a switch are not.
        return (DisconnectReason)reason switch
        {
            DisconnectReason.Done => "done",
            DisconnectReason.Failed => "failed",
            DisconnectReason.Vanished => "vanished",
            DisconnectReason.Stalled => "stalled",
            DisconnectReason.Silent => "silent",
            DisconnectReason.GaveWay => "gave-way",
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
        for (int i = 0; i < RefusalStatuses; i++)
        {
            if (StatusOfRefusal(i) == status)
            {
                Refusals[i]++;
            }
        }
    }

    internal void CountEnd(DisconnectReason reason, long sent)
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
