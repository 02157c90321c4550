namespace Sensorcast.Client;

/// <summary>The connection ended: the board closed it, or the way to it broke.</summary>
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
    /// Whether the board ended it on purpose: something was wrong with it, or it wants to be left alone for a while. Not so are a normal
    /// closure (1000), a server that goes away (1001) or restarts (1012).
    /// </summary>
    internal bool IsRejection => CloseCode is not (null or 1000 or 1001 or 1005 or 1012);
}
