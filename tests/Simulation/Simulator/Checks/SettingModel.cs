using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Checks;

/// <summary>What must be set by what the server has read, and which client's message is in the one buffer.</summary>
internal sealed class SettingModel(World world)
{
    private readonly Queue<(PackOutcome Outcome, SimulatedSensor Sensor, int Value)> _due = new();

    /// <summary>The client of the message that is gathered, or null.</summary>
    public object? Gatherer { get; set; }

    /// <summary>How often something was set.</summary>
    public long Made { get; private set; }

    /// <summary>How many packs were refused or failed.</summary>
    public long Refused { get; set; }

    /// <summary>A pack has been read that must be applied now.</summary>
    public void Expect(PackOutcome outcome)
    {
        foreach ((SimulatedSensor sensor, int value) in outcome.Pack.Settings)
        {
            _due.Enqueue((outcome, sensor, value));
        }
    }

    /// <summary>An actuator is set.</summary>
    public void Take(SimulatedSensor sensor, int value, bool isTaken)
    {
        bool isDue = _due.TryDequeue(out (PackOutcome Outcome, SimulatedSensor Sensor, int Value) next);
        world.Check(isDue && next.Sensor == sensor
            && next.Value == value, "setting", $"{sensor.Plan.Name} is set to {value}, which no client requests now");
        Made += isTaken ? 1 : 0;
        if (!isTaken)
        {
            Refused += next.Outcome.Failed is null ? 1 : 0;
            next.Outcome.Failed = sensor;
        }
    }

    public void EndStep() => world.Check(_due.Count == 0, "setting", "Not all is set that a client requested");
}
