namespace Sensorcast.Telemetry;

/// <summary>The CBOR labels of SenML, RFC 8428 section 6 table 4.</summary>
internal static class SenmlLabel
{
    internal const int BaseName = -2;
    internal const int BaseTime = -3;
    internal const int Name = 0;
    internal const int Unit = 1;
    internal const int Value = 2;
    internal const int Time = 6;
    internal const int UpdateTime = 7;
}
