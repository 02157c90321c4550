using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>What a server counts of itself, since its start.</summary>
internal sealed class ServerCounters
{
    /// <summary>The names of <see cref="EndReason"/>'s values, in their order.</summary>
    internal static readonly string[] EndReasonNames = { "done", "failed", "vanished", "stalled", "silent", "gave-way", "went-away" };

    /// <summary>The statuses that refuse a request.</summary>
    internal static readonly int[] RefusalStatuses =
    {
        HttpStatus.BadRequest, HttpStatus.Unauthorized, HttpStatus.Forbidden, HttpStatus.NotFound, HttpStatus.MethodNotAllowed,
        HttpStatus.RequestTimeout, HttpStatus.ContentTooLarge, HttpStatus.UriTooLong, HttpStatus.MisdirectedRequest, HttpStatus.UpgradeRequired,
        HttpStatus.TooManyRequests, HttpStatus.HeaderFieldsTooLarge, HttpStatus.ServiceUnavailable, HttpStatus.VersionNotSupported,
    };

    private const int RateWindow = 1000;

    private int _stepsInWindow;
    private long _windowStart;

    internal ServerCounters(long now)
    {
        _windowStart = now;
    }

    /// <summary>How often each of <see cref="RefusalStatuses"/> was answered.</summary>
    internal long[] Refusals { get; } = new long[RefusalStatuses.Length];

    /// <summary>How often connections ended for each <see cref="EndReason"/>.</summary>
    internal long[] Ends { get; } = new long[EndReasonNames.Length];

    /// <summary>How many requests were upgraded to WebSocket.</summary>
    internal long Upgrades { get; set; }

    /// <summary>How often a client has set an actuator.</summary>
    internal long Settings { get; set; }

    /// <summary>How many of clients' packs set nothing.</summary>
    internal long RefusedSettings { get; set; }

    /// <summary>How many wrong tokens were offered.</summary>
    internal long TokenFailures { get; set; }

    /// <summary>How many live packs clients could not take.</summary>
    internal long Skipped { get; set; }

    /// <summary>How many live packs were sent to clients that are gone.</summary>
    internal long SentToGone { get; private set; }

    /// <summary>How many steps the last whole second had.</summary>
    internal int StepsPerSecond { get; private set; }

    /// <summary>The longest step in milliseconds.</summary>
    internal int LongestStep { get; private set; }

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
        long elapsed = now - _windowStart;
        if (elapsed >= RateWindow)
        {
            StepsPerSecond = (int)(_stepsInWindow * 1000L / elapsed);
            _stepsInWindow = 0;
            _windowStart = now;
        }
    }

    internal void NoteStepTime(long milliseconds)
    {
        if (milliseconds > LongestStep)
        {
            LongestStep = (int)milliseconds;
        }
    }
}
