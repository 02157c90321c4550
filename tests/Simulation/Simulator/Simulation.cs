using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Simulator.Author;
using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Clients;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator;

/// <summary>
/// One run: the real server in a world that a seed has made. The same scenario always runs the same way, to the last byte.
/// </summary>
internal sealed class Simulation
{
    private const int MaxBusySteps = 20_000;
    private const int LongestEnd = 90_000;

    /// <summary>
    /// What the server makes when it is first needed and keeps: for each slot at most a request's text, a control frame's payload and a
    /// cursor, and once what sets actuators. What it allocates more often is found.
    /// </summary>
    private const int MaxGrowth = 4;

    private readonly Scenario _scenario;
    private readonly World _world;
    private readonly SensorServer _server;
    private readonly Client[] _clients;
    private readonly HashSet<long> _allocatingSteps = [];
    private int _busySteps;

    private Simulation(Scenario scenario, TextWriter? trace)
    {
        _scenario = scenario;
        _world = new World(scenario) { Trace = trace };
        _clients = scenario.MakeClients(_world);
        var options = new SensorOptions
        {
            MaxClients = scenario.MaxClients,
            HistoryLength = scenario.HistoryLength,
            BaseName = Scenario.BaseName,
            HostNames = ["board"],
            MaxMessageLength = scenario.MaxMessageLength,
        };
        _server = new SensorServer(options, _world.Listener, _world.Clock, [.. _world.Sensors.Select(sensor => sensor.MakeChannel())]);
        _server.Add(new DashboardRoute());
        _server.Add(new AuthorDocument());
        _server.Add(new MirrorRoute(_world));
        _server.Add(new RoomRoute(_world));
    }

    /// <summary>How many steps the server made.</summary>
    public long Steps { get; private set; }

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="trace">Gets a line for each notable event, or null.</param>
    /// <returns>How many steps the server made.</returns>
    /// <exception cref="ViolationException">A property did not hold.</exception>
    public static long Run(Scenario scenario, TextWriter? trace = null)
    {
        var first = new Simulation(scenario, trace);
        first.Play();

        // The runtime itself allocates when it compiles what runs for the first time, so only what allocates again and again is the
        // server's.
        HashSet<long> allocating = first._allocatingSteps;
        int max = MaxGrowth * (scenario.MaxClients + 1);
        for (int i = 0; i < 3 && allocating.Count > max; i++)
        {
            var again = new Simulation(scenario, trace: null);
            again.Play();
            allocating.IntersectWith(again._allocatingSteps);
        }

        return allocating.Count <= max
            ? first.Steps
            : throw new ViolationException("allocation", $"The server allocates in {allocating.Count} of {first.Steps} steps");
    }

    private void Play()
    {
        Prng random = _scenario.Random.Fork(-4);
        foreach (Client client in _clients)
        {
            _world.After(random.Below(random.Pick(10, 10_000, 120_000)), client.Begin);
        }

        foreach (Outage outage in _scenario.Outages.Where(outage => outage.Resets))
        {
            _world.Agenda.Add(outage.End, () => ResetSome(random.Fork((int)outage.End)));
        }

        PlayUntil(_scenario.StartTime + _scenario.Duration, static () => false);
        End();
    }

    private void ResetSome(Prng random)
    {
        foreach (Link link in _world.Slots.Open.ToArray())
        {
            if (random.Chance(50))
            {
                link.Client.BreakDown();
            }
        }
    }

    /// <summary>All clients close, or the server shuts down. Soon all slots are free.</summary>
    private void End()
    {
        _world.Note($"the end begins");
        _world.IsOpen = false;
        _world.Listener.Clear();
        if (_scenario.EndsWithShutdown)
        {
            _world.StepTime = _world.Now;
            _world.IsShuttingDown = true;
            _server.Shutdown();
            _server.Shutdown();
            PlayUntil(_world.Now + (2 * Deadlines.Close) + 500, () => _server.IsStopped);
            _world.Check(_server.IsStopped && _world.Slots.Open.Count == 0, "shutdown", "The server does not stop");
            return;
        }

        foreach (Client client in _clients)
        {
            client.Leave();
        }

        PlayUntil(_world.Now + LongestEnd, () => _world.Slots.Open.Count == 0);
        _world.Check(_server.ClientCount == 0
            && !_world.Slots.IsRefusing, "slot-lost", $"All clients are gone, and these still have slots: {_world.Slots}");
    }

    private void PlayUntil(long end, Func<bool> isEnough)
    {
        while (_world.Now < end && !isEnough())
        {
            _world.Agenda.Play(_world.Now);
            int idle = Step();
            if (idle == 0)
            {
                _world.Check(++_busySteps < MaxBusySteps, "busy", "The server never rests");
                _world.Clock.Advance(_scenario.StepCost);
                continue;
            }

            _busySteps = 0;
            long wait = _scenario.Rest == 0 ? Math.Min(idle, _world.Agenda.Next - _world.Now) : Math.Min(idle, _scenario.Rest);
            _world.Clock.Advance(Math.Max(0, wait));
        }
    }

    private int Step()
    {
        Steps++;
        StartStep();
        int idle;
        try
        {
            _world.Meter.Start();
            idle = _server.Step();
            NoteAllocation(_world.Meter.Bytes);
        }
        catch (Exception e) when (e is not ViolationException)
        {
            throw _world.Fail("throws", e.ToString());
        }

        EndStep(idle);
        return idle;
    }

    private void StartStep()
    {
        _world.StepTime = _world.Now;
        _world.IsBroadcasting = false;
        _world.HasSampled = false;
        _world.Packs.StartStep();
        _world.PageAllowance = 0;
        _world.Listener.StartStep();
        _world.Slots.StartStep();
        foreach (SimulatedSensor sensor in _world.Sensors)
        {
            sensor.StartStep();
        }
    }

    private void EndStep(int idle)
    {
        if (_world.Violation != null)
        {
            throw _world.Violation;
        }

        long nextDue = long.MaxValue;
        foreach (SimulatedSensor sensor in _world.Sensors)
        {
            sensor.EndStep();
            nextDue = Math.Min(nextDue, sensor.Due);
        }

        _world.Slots.EndStep(_server.ClientCount);
        _world.Packs.EndStep(_server.Sequence, _server.Sent, _server.Skipped);
        _world.Settings.EndStep();
        bool isRight = idle >= 0 && idle <= WebServer.MaxIdleTime && idle <= nextDue - _world.StepTime;
        _world.Check(isRight, "idle-time", $"The server wants to wait {idle} ms");
    }

    private void NoteAllocation(long bytes)
    {
        // What a throwing sensor costs is the runtime's.
        if (bytes > _world.PageAllowance && !Array.Exists(_world.Sensors, sensor => sensor.ThrewInStep))
        {
            _allocatingSteps.Add(Steps);
        }
    }
}
