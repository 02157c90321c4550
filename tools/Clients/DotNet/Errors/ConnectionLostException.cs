namespace Sensorcast.Client;

/// <summary>The connection ended: the board closed it, or the network failed.</summary>
public sealed class ConnectionLostException : SensorcastException
{
    internal ConnectionLostException(string reason, Exception? cause = null)
        : base($"The connection is lost: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <summary>The close code (RFC 6455 section 7.4), if the board closed it.</summary>
    public int? CloseCode { get; internal init; }

    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <summary>
    /// Whether the board rejected the client: with an error, or with a request to try again later. A normal closure (1000) and a server
    /// that shuts down (1001) or restarts (1012) are not a rejection.
    /// </summary>
    internal bool IsRejection => CloseCode is not (null or 1000 or 1001 or 1005 or 1012);
}
