namespace Sensorcast.Tests.ConformanceTests.SelfCheck;

/// <summary>What a <see cref="FaultyServer"/> does wrong.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An echo with one octet changed.</summary>
    ChangedOctet,

    /// <summary>Text echoed as a binary message.</summary>
    OtherKind,

    /// <summary>Two echoes of one message.</summary>
    ExtraAnswer,

    /// <summary>A frame that is shorter than its header says.</summary>
    TornFrame,

    /// <summary>A frame with a mask.</summary>
    MaskedFrame,

    /// <summary>A frame with a reserved bit.</summary>
    ReservedBit,

    /// <summary>A length that is not in its shortest form.</summary>
    LongLength,

    /// <summary>No pong.</summary>
    NoPong,

    /// <summary>A pong without the ping's payload.</summary>
    EmptyPong,

    /// <summary>A pong in two fragments.</summary>
    FragmentedPong,

    /// <summary>A pong only after the message within which the ping came.</summary>
    LatePong,

    /// <summary>Reserved bits ignored.</summary>
    AcceptsReservedBits,

    /// <summary>The connection failed with a code that is not the right one.</summary>
    OtherFailureCode,

    /// <summary>The connection failed without a close frame.</summary>
    NoCloseFrame,

    /// <summary>Text checked only when the message is whole.</summary>
    LateFailure,

    /// <summary>Text that goes on in the next frame rejected.</summary>
    EarlyFailure,

    /// <summary>A close frame answered with another code.</summary>
    OtherCloseCode,

    /// <summary>A frame sent after the close frame.</summary>
    TalksAfterClose,

    /// <summary>A close frame in the place of an echo.</summary>
    ClosesFirst,

    /// <summary>The TCP connection left open.</summary>
    NoDrop,

    /// <summary>The TCP connection reset.</summary>
    Reset,
}
