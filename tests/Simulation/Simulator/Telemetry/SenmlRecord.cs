namespace Sensorcast.Simulator.Telemetry;

/// <summary>One record of a SenML pack, as it was sent (RFC 8428).</summary>
internal sealed class SenmlRecord
{
    public string? BaseName { get; set; }

    public decimal? BaseTime { get; set; }

    public long? Sequence { get; set; }

    public string Name { get; set; } = string.Empty;

    public string? Unit { get; set; }

    public decimal? UpdateTime { get; set; }

    /// <summary>A <see cref="decimal"/>, a <see cref="bool"/> or a <see cref="string"/>; null for base fields alone.</summary>
    public object? Value { get; set; }

    public bool IsSettable { get; set; }

    public decimal? Min { get; set; }

    public decimal? Max { get; set; }

    public decimal? Step { get; set; }

    public decimal? Time { get; set; }
}
