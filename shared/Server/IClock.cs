namespace Sensorcast.Server;

/// <summary>The time, injected so that a test can run years of it in seconds.</summary>
public interface IClock
{
    /// <summary>Milliseconds since an arbitrary start. Never goes back: every deadline and sampling time counts in it.</summary>
    long Milliseconds { get; }

    /// <summary>
    /// Milliseconds since 1970-01-01 UTC, or 0 while the wall clock is not set. Readings then carry relative time
    /// (RFC 8428 section 4.5.3).
    /// </summary>
    long UnixMilliseconds { get; }
}
