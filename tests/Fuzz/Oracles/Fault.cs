namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>The rules of RFC 6455 that a client's stream can break.</summary>
internal enum Fault
{
    None,
    FirstByte,
    Unmasked,
    ControlTooLong,
    NegativeLength,
    LengthNotShortest,
    CloseOfOneByte,
    MessageTooBig,
    TextNotUtf8,
    TextCutShort,
    CloseCode,
    CloseReasonNotUtf8,
}
