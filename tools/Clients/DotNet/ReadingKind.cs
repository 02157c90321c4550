namespace Sensorcast.Client;

/// <summary>The types of value that SenML has (RFC 8428 section 4.3).</summary>
public enum ReadingKind
{
    /// <summary>A number: label <c>v</c>.</summary>
    Number,

    /// <summary>True or false: label <c>vb</c>.</summary>
    Boolean,

    /// <summary>Text: label <c>vs</c>.</summary>
    Text,

    /// <summary>Bytes: label <c>vd</c>. No board sends it yet.</summary>
    Data,
}
