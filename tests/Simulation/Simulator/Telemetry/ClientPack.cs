namespace Sensorcast.Simulator.Telemetry;

/// <summary>A pack that a client sends, and what must come of it.</summary>
internal sealed class ClientPack
{
    /// <summary>With what it is to be acknowledged.</summary>
    public long? Sequence { get; init; }

    /// <summary>What must be set, in this order.</summary>
    public IReadOnlyList<(SimulatedSensor Sensor, int Value)> Settings { get; init; } = [];

    /// <summary>Why nothing must be set, or null.</summary>
    public string? Error { get; init; }

    /// <summary>The full name that the error is about, or null.</summary>
    public string? ErrorName { get; init; }

    /// <summary>Whether it is no pack at all.</summary>
    public bool IsMalformed { get; init; }

    public bool IsJson { get; init; }

    public byte[] Bytes { get; init; } = [];
}
