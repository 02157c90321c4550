using System.Runtime.CompilerServices;
using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Clients;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator;

/// <summary>What the actors of one run share.</summary>
internal sealed class World
{
    private int _links;

    public World(Scenario scenario)
    {
        Scenario = scenario;
        Clock = new SimulatedClock(scenario.StartTime, scenario.StartTime + scenario.WallClockDelay);
        Sensors = [.. scenario.Channels.Select((plan, index) => new SimulatedSensor(this, plan, index))];
        Listener = new SimulatedListener(this);
        Slots = new SlotModel(this);
        Packs = new PackModel(this);
        Settings = new SettingModel(this);
    }

    public Scenario Scenario { get; }

    public SimulatedClock Clock { get; }

    public Agenda Agenda { get; } = new();

    public AllocationMeter Meter { get; } = new();

    public SimulatedSensor[] Sensors { get; }

    public SimulatedListener Listener { get; }

    public SlotModel Slots { get; }

    public PackModel Packs { get; }

    public SettingModel Settings { get; }

    /// <summary>The clock at the start of the server's step.</summary>
    public long StepTime { get; set; }

    /// <summary>Whether the server has read a sensor in this step.</summary>
    public bool HasSampled { get; set; }

    /// <summary>Whether the server has read its sensors and done nothing else yet: what it sends now is live.</summary>
    public bool IsBroadcasting { get; set; }

    /// <summary>Whether the server has been shut down.</summary>
    public bool IsShuttingDown { get; set; }

    /// <summary>Whether clients may still begin something.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>The bytes of heap that the page's pieces may cost in this step: each is made when it is sent.</summary>
    public long PageAllowance { get; set; }

    public ViolationException? Violation { get; private set; }

    public TextWriter? Trace { get; init; }

    public long Now => Clock.Milliseconds;

    public Link Connect(Client client, Plan plan, Prng random)
    {
        LinkConditions conditions = LinkConditions.Pick(random, Scenario.IsRough);
        return new Link(this, client, plan, conditions, random, _links++);
    }

    public void After(long milliseconds, Action action) => Agenda.Add(Now + milliseconds, action);

    /// <summary>Ends the run. Thrown through the server; remembered, because a server may catch it.</summary>
    public ViolationException Fail(string property, string details)
    {
        Violation ??= new ViolationException(property, $"{details} (at {Now - Scenario.StartTime} ms)");
        return Violation;
    }

    public void Check(bool condition, string property, string details)
    {
        if (!condition)
        {
            throw Fail(property, details);
        }
    }

    public void Check(bool condition, string property, [InterpolatedStringHandlerArgument(nameof(condition))] ViolationText details)
    {
        if (!condition)
        {
            throw Fail(property, details.ToString());
        }
    }

    public void Note([InterpolatedStringHandlerArgument("")] NoteText text) =>
        Trace?.WriteLine($"{Now - Scenario.StartTime,8} {text.ToString()}");
}
