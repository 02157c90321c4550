using System.Net;

namespace Sensorcast.Client;

/// <summary>The server answers, but opens no WebSocket.</summary>
public sealed class UpgradeRefusedException : SensorcastException
{
    internal UpgradeRefusedException(Uri url, HttpStatusCode status, TimeSpan? retryAfter, Exception? cause = null)
        : base($"{url} refused: {(int)status} {status}{Hint(status)}{Wait(retryAfter)}.", cause)
    {
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status code.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The server's <c>Retry-After</c>, if it sends one.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc/>
    public override bool IsTransient =>
        Status >= HttpStatusCode.InternalServerError || Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    private static string Wait(TimeSpan? retryAfter) => retryAfter is TimeSpan wait ? $"; try again in {wait.TotalSeconds:0} s" : "";

    private static string Hint(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => ", it needs a token, or another one",
        HttpStatusCode.Forbidden => ", it does not allow this origin",
        HttpStatusCode.NotFound => ", there is no stream",
        HttpStatusCode.TooManyRequests => ", too many wrong tokens came from here",
        HttpStatusCode.ServiceUnavailable => ", it has no free slot",
        _ => "",
    };
}
