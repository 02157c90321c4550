namespace Sensorcast.Telemetry;

/// <summary>Something that clients can set: a relay, a dimmer, a set point.</summary>
public interface IActuator
{
    /// <summary>
    /// Sets it. Runs on the server's only thread, so it must not wait. The channel is read right after, and its reading shows every client
    /// what it is now.
    /// </summary>
    /// <param name="value">
    /// Within the channel's range, in units of ten to the power of its exponent; of a boolean channel 1 for true, 0 for false.
    /// </param>
    /// <returns><see langword="false"/> when it cannot be set now; the client gets the error <c>failed</c>.</returns>
    bool TrySet(int value);
}
