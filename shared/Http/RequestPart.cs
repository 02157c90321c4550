namespace Sensorcast.Http;

/// <summary>The parts of a request in their order (RFC 9112 sections 2 to 5).</summary>
internal enum RequestPart
{
    /// <summary>The first byte.</summary>
    Start,

    /// <summary>The LF of an empty line before the request.</summary>
    EmptyLineEnd,

    /// <summary>The method.</summary>
    Method,

    /// <summary>The target's first byte, which decides its form.</summary>
    TargetStart,

    /// <summary>The scheme of a target in absolute form.</summary>
    TargetScheme,

    /// <summary>The two slashes after the scheme.</summary>
    TargetSlashes,

    /// <summary>The host of a target in absolute form.</summary>
    TargetAuthority,

    /// <summary>The target's path.</summary>
    TargetPath,

    /// <summary>The target's query.</summary>
    TargetQuery,

    /// <summary>The version.</summary>
    Version,

    /// <summary>The LF of the request line.</summary>
    RequestLineEnd,

    /// <summary>
    /// A header line from its first byte on: a field's name, or the end of the section. From here on, bytes count as the header section's.
    /// </summary>
    FieldName,

    /// <summary>A field's value that matters.</summary>
    FieldValue,

    /// <summary>A field's value that does not.</summary>
    IgnoredValue,

    /// <summary>A field's value that the resource wants as it is.</summary>
    KeptValue,

    /// <summary>The LF of a header line.</summary>
    FieldEnd,

    /// <summary>The LF of the empty line after the header section.</summary>
    SectionEnd,

    /// <summary>Nothing more is read.</summary>
    Ended,
}
