namespace Sensorcast.Cli.Record;

/// <summary>How a recording is written.</summary>
internal enum RecordingFormat
{
    /// <summary>Comma-separated values (RFC 4180).</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,

    /// <summary>A SenML-JSON pack; until its end a SenML stream (RFC 8428 section 4.8).</summary>
    Senml,
}
