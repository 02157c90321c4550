namespace Sensorcast.Client;

/// <summary>
/// There is no answer: the name or the machine does not exist, nothing listens there, no answer came in time, or TLS is not trusted.
/// </summary>
public sealed class BoardUnreachableException : SensorcastException
{
    internal BoardUnreachableException(Uri url, string reason, Exception? cause = null)
        : base($"Cannot reach {url}: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
