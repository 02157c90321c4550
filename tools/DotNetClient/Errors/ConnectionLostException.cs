namespace Sensorcast.Client;

/// <summary>The connection ended: the board closed it, or the way to it broke.</summary>
public sealed class ConnectionLostException : SensorcastException
{
    internal ConnectionLostException(string reason, Exception? cause = null)
        : base($"The connection is lost: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
