namespace Sensorcast.Telemetry;

/// <summary>What a channel's readings are.</summary>
public enum ChannelKind
{
    /// <summary>Numbers (SenML's <c>v</c>).</summary>
    Number,

    /// <summary>Numbers that come many at a time, in packs of their own.</summary>
    Batch,

    /// <summary>True or false (<c>vb</c>).</summary>
    Boolean,

    /// <summary>Text (<c>vs</c>).</summary>
    Text,
}
