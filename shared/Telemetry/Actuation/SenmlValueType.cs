namespace Sensorcast.Telemetry.Actuation;

/// <summary>What a field of a client's pack holds.</summary>
internal enum SenmlValueType
{
    /// <summary>Nothing: there is no such field.</summary>
    None,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Anything else: nothing that a channel can be set to.</summary>
    Other,
}
