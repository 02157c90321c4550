namespace Sensorcast.Client;

/// <summary>Nobody answers: no such name, no such machine, nobody listens there, no answer in time, or no TLS that can be trusted.</summary>
public sealed class BoardUnreachableException : SensorcastException
{
    internal BoardUnreachableException(Uri url, string reason, Exception? cause = null)
        : base($"Cannot reach {url}: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
