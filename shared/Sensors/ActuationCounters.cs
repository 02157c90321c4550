namespace Sensorcast.Sensors;

/// <summary>What became of clients' settings, since the start.</summary>
internal sealed class ActuationCounters
{
    /// <summary>How often a client has set an actuator.</summary>
    internal long Settings { get; set; }

    /// <summary>How many of clients' packs set nothing.</summary>
    internal long RefusedSettings { get; set; }
}
