using Sensorcast.Server;

namespace Sensorcast.Sensors;

/// <summary>What can be set of a sensor server, with the defaults.</summary>
public sealed class SensorOptions : ServerOptions
{
    /// <summary>
    /// What every reading's name starts with: the SenML base name (RFC 8428 section 4.1), at most 64 characters.
    /// </summary>
    public string BaseName { get; set; } = "sensorcast:";

    /// <summary>How many readings of each channel are kept for clients that come later; each costs 8 bytes of heap.</summary>
    public int HistoryLength { get; set; } = 60;

    /// <summary>The maximum size of a message to <c>/echo</c> in bytes; a longer one is closed with 1009.</summary>
    public long MaxMessageLength { get; set; } = 16 * 1024 * 1024;
}
