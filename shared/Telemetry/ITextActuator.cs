namespace Sensorcast.Telemetry;

/// <summary>Something that clients can set to a text: a name, a mode.</summary>
public interface ITextActuator
{
    /// <summary>Sets it. Runs on the server's only thread, so it must not wait; see <see cref="IActuator.TrySet"/>.</summary>
    /// <param name="text">A text of the size that was announced, or one of the choices.</param>
    /// <returns><see langword="false"/> when it cannot be set now; the client gets the error <c>failed</c>.</returns>
    bool TrySet(string text);
}
