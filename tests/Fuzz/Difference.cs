namespace Sensorcast.Tests.Fuzz;

/// <summary>Where .NET's WebSocket is known to differ from RFC 6455, and so from the reader of shared/.</summary>
internal enum Difference
{
    /// <summary>The same.</summary>
    None,

    /// <summary>.NET takes a client's frames that are not masked; section 5.1 refuses them.</summary>
    Unmasked,

    /// <summary>.NET takes a length that is not in its shortest form; section 5.2 refuses it.</summary>
    LengthNotShortest,

    /// <summary>.NET does not look at the text's end when the last fragment is empty; section 8.1 does.</summary>
    TextCutShortByEmptyFragment,

    /// <summary>
    /// .NET sees a lead byte over F4, or a wrong second byte, only when the next byte comes: when it ends a fragment, .NET answers pings
    /// that stand between, and takes the message if nothing but an empty fragment follows. Section 8.1 refuses the byte.
    /// </summary>
    TextCheckedLater,

    /// <summary>.NET closes with 1002 when a close frame's reason is not UTF-8; section 8.1 and 7.4.1 say 1007.</summary>
    CloseReasonCode,

    /// <summary>.NET checks whole headers and whole control frames, we each byte: a stream that ends early shows it.</summary>
    CheckedEarlier,
}
