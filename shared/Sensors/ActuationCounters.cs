namespace Sensorcast.Sensors;

/// <summary>What became of clients' settings, since the start.</summary>
public sealed class ActuationCounters
{
    internal ActuationCounters()
    {
    }

    /// <summary>How often a client has set an actuator.</summary>
    public long Settings { get; internal set; }

    /// <summary>How many of clients' packs set nothing.</summary>
    public long RefusedSettings { get; internal set; }
}
