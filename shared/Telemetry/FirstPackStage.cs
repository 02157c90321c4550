namespace Sensorcast.Telemetry;

/// <summary>What of a first pack has been written.</summary>
internal enum FirstPackStage
{
    /// <summary>Nothing.</summary>
    Start,

    /// <summary>The array has been opened; the next record is the first and brings the base fields.</summary>
    Empty,

    /// <summary>Records.</summary>
    HasRecords,

    /// <summary>All.</summary>
    Done,
}
