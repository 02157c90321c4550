namespace Sensorcast.Client;

/// <summary>
/// The server opens a WebSocket, but does not speak the requested encoding: it is probably not a Sensorcast board.
/// </summary>
public sealed class SubprotocolException : SensorcastException
{
    internal SubprotocolException(Uri url, string asked, string? answered, Exception? cause = null)
        : base($"{url} does not speak {asked}{(answered is null ? "" : $" but {answered}")}: is it a Sensorcast stream?", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => false;
}
