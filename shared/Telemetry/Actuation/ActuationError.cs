namespace Sensorcast.Telemetry.Actuation;

/// <summary>Why a client's pack sets nothing.</summary>
public enum ActuationError
{
    /// <summary>It does.</summary>
    None,

    /// <summary>It is no SenML pack.</summary>
    Malformed,

    /// <summary>No channel has the name.</summary>
    UnknownName,

    /// <summary>The channel has no actuator.</summary>
    NotSettable,

    /// <summary>The value is of another type than the channel, or there is none.</summary>
    WrongType,

    /// <summary>The unit is not the channel's.</summary>
    WrongUnit,

    /// <summary>The value is outside the actuator's range.</summary>
    OutOfRange,

    /// <summary>The value is to be set at another time than now.</summary>
    TimeNotSupported,

    /// <summary>A version or a field that must be understood (RFC 8428 section 4.4) is not.</summary>
    NotUnderstood,

    /// <summary>There are more records than <see cref="ActuationPack.MaxSettings"/>.</summary>
    TooManyRecords,

    /// <summary>The actuator refused or threw.</summary>
    Failed,

    /// <summary>The client may watch but not set.</summary>
    NotAllowed,

    /// <summary>Another client's message came while this one arrived in pieces.</summary>
    Busy,
}
