namespace Sensorcast.WebSockets;

/// <summary>The close codes of RFC 6455 section 7.4.1 that Sensorcast sends or distinguishes.</summary>
public static class CloseCode
{
    /// <summary>The purpose of the connection is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>The server is going down.</summary>
    public const int GoingAway = 1001;

    /// <summary>The peer broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>Data of a type that is not taken, such as binary where text is wanted.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>No code was in the close frame. Never sent.</summary>
    public const int NoStatus = 1005;

    /// <summary>The connection ended without a close frame. Never sent.</summary>
    public const int Abnormal = 1006;

    /// <summary>Text that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>The message breaks a rule of the application.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>The message is over the limit.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>The server's program failed.</summary>
    public const int InternalError = 1011;

    /// <summary>
    /// Whether a peer may send the code in a close frame: those of RFC 6455 section 7.4.1 and IANA's registry that are
    /// not reserved for use outside the wire, and the ranges for libraries and applications (section 7.4.2).
    /// </summary>
    /// <param name="code">The code of a close frame, 0 to 65,535.</param>
    /// <returns><see langword="true"/> when the code is good.</returns>
    public static bool MayBeReceived(int code)
    {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
