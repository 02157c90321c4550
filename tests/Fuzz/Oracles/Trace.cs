namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>The events of a stream of frames: whole messages and control frames, how it ends, and where.</summary>
internal sealed class Trace
{
    /// <summary>Such as "text 48656C", "ping ", "close 1000", "error 1002".</summary>
    internal List<string> Events { get; } = [];

    /// <summary>Where each event has its first byte of payload, or its last byte when it has none, and its last byte.</summary>
    internal List<Extent> Extents { get; } = [];

    /// <summary>The first byte of payload of the message that has begun and not ended, or -1.</summary>
    internal long OpenStart { get; set; } = -1;

    /// <summary>The message that has begun and not ended, as far as it came; empty when nothing came of it.</summary>
    internal string OpenMessage { get; set; } = string.Empty;

    /// <summary>
    /// The offset of the byte after which nothing more counts, or -1: the last of a close frame, or the one that breaks a rule.
    /// </summary>
    internal long End { get; set; } = -1;

    /// <summary>Which rule is broken.</summary>
    internal Fault Fault { get; set; }

    /// <summary>Whether the stream goes on to the end of the header of the frame that breaks a rule.</summary>
    internal bool FaultyHeaderIsWhole { get; set; }

    /// <summary>Whether the stream goes on to the end of the frame that breaks a rule.</summary>
    internal bool FaultyFrameIsWhole { get; set; }

    /// <summary>Whether the frame that breaks a rule has no payload.</summary>
    internal bool FaultyFrameIsEmpty { get; set; }

    /// <summary>Whether the byte that breaks a rule is one of the last three of its frame.</summary>
    internal bool FaultIsAtFrameEnd { get; set; }

    public override string ToString() =>
        $"{string.Join(", ", Events)}; open: {OpenMessage}; end: {End}; {Fault}";
}
