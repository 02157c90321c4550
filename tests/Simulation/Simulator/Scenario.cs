using System.Globalization;
using Sensorcast.Simulator.Clients;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;
using Sensorcast.Telemetry;

namespace Sensorcast.Simulator;

/// <summary>
/// Everything that a seed decides before a run begins. What is left out, to shrink a failure, changes nothing of the rest.
/// </summary>
internal sealed class Scenario
{
    public const string BaseName = "sim:";
    public const string WithoutOutages = "outages";
    public const string WithoutRoughLinks = "rough";
    public const string WithoutMoods = "moods";
    public const string WithoutStepCost = "cost";

    public Scenario(ulong seed, int minutes, IReadOnlySet<string> without)
    {
        Seed = seed;
        Minutes = minutes;
        Without = without;
        Random = new Prng(seed);
        Prng random = Random.Fork(-1);
        MaxClients = random.Pick(1, 2, 3, 4, 8, 8);
        HistoryLength = random.Pick(1, 5, 60, 300);
        StartTime = random.Pick(0, 1_000_000, int.MaxValue - 200_000L, uint.MaxValue - 300_000L);
        WallClockDelay = random.Pick(0, 5000, 120_000);
        Rest = random.Pick(0, 0, 0, 10, 50, 100);
        StepCost = random.Pick(0, 0, 1, 5) * (without.Contains(WithoutStepCost) ? 0 : 1);
        IsRough = random.Chance(70) && !without.Contains(WithoutRoughLinks);
        EndsWithShutdown = random.Chance(50);
        ActorCount = random.Between(2, 12);
        MaxMessageLength = random.Pick(100_000, 16 * 1024 * 1024);
        Duration = minutes * 60_000L;
        Channels = [.. Enumerable.Range(0, random.Between(1, 5)).Select(MakeChannel)];
        Outages = without.Contains(WithoutOutages) || random.Chance(40) ? [] : MakeOutages(random.Fork(-3));
    }

    public ulong Seed { get; }

    public int Minutes { get; }

    public IReadOnlySet<string> Without { get; }

    public Prng Random { get; }

    public int MaxClients { get; }

    public int HistoryLength { get; }

    public long MaxMessageLength { get; }

    public long StartTime { get; }

    public long WallClockDelay { get; }

    public long Duration { get; }

    /// <summary>
    /// How the loop around the server waits: 0 until something happens, or for so many milliseconds at most whatever happens.
    /// </summary>
    public int Rest { get; }

    /// <summary>The milliseconds that a step takes which has something to do.</summary>
    public int StepCost { get; }

    public bool IsRough { get; }

    public bool EndsWithShutdown { get; }

    public int ActorCount { get; }

    public ChannelPlan[] Channels { get; }

    public Outage[] Outages { get; }

    /// <summary>Everything that may be left out.</summary>
    public IEnumerable<string> Parts =>
        Enumerable.Range(0, ActorCount).Select(Name).Concat([WithoutOutages, WithoutRoughLinks, WithoutMoods, WithoutStepCost]);

    public Client[] MakeClients(World world) =>
        [.. Enumerable.Range(0, ActorCount).Where(index => !Without.Contains(Name(index))).Select(index => MakeClient(world, index))];

    public override string ToString()
    {
        string without = Without.Count == 0 ? string.Empty : " --without " + string.Join(',', Without.Order(StringComparer.Ordinal));
        string minutes = Minutes == 10 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" --minutes {Minutes}");
        return string.Create(CultureInfo.InvariantCulture, $"--seed {Seed}{minutes}{without}");
    }

    private static string Name(int actor) => actor.ToString(CultureInfo.InvariantCulture);

    private Client MakeClient(World world, int index)
    {
        Prng random = Random.Fork(index);
        return random.Below(18) switch
        {
            0 or 1 or 2 => new StreamClient(world, random),
            3 or 4 => new SlowReader(world, random),
            5 => new EchoClient(world, random),
            6 or 7 => new PageLoader(world, random),
            8 => new Browser(world, random),
            9 => new SlowLoris(world, random),
            10 => new Flooder(world, random),
            11 => new Storm(world, random),
            12 => new InvalidRequester(world, random),
            13 or 14 => new RoomClient(world, random),
            15 or 16 => new BodyClient(world, random),
            _ => new RuleBreaker(world, random),
        };
    }

    private ChannelPlan MakeChannel(int index)
    {
        Prng random = Random.Fork(-100 - index);
        ChannelKind kind = random.Pick(
            ChannelKind.Number, ChannelKind.Number, ChannelKind.Number, ChannelKind.Boolean, ChannelKind.Boolean, ChannelKind.Text,
            ChannelKind.Batch);
        int period = random.Pick(100, 330, 1000, 1000, 1000, 2500, 10_000, 30_000);
        bool isMoody = random.Chance(40) && !Without.Contains(WithoutMoods);
        return new ChannelPlan(
            kind,
            $"channel-{index}",
            random.Pick("Cel", "%RH", "Pa", "V"),
            random.Between(-9, 9),
            period,
            period * 1000 / random.Pick(1, 3, 10, 16),
            kind is ChannelKind.Number or ChannelKind.Boolean && random.Chance(60),
            isMoody ? random.Pick(0, 10, 100) : 0,
            isMoody ? random.Pick(0, 10, 50) : 0,
            isMoody ? random.Pick(0, 0, 5) : 0,
            isMoody ? random.Pick(0, 0, 3) : 0,
            isMoody ? random.Pick(0, 0, 100_000) : 0,
            random);
    }

    private Outage[] MakeOutages(Prng random)
    {
        var outages = new List<Outage>();
        long end = StartTime + Duration - 60_000;
        for (long time = StartTime + random.Between(1000, 200_000); time < end; time += random.Between(20_000, 200_000))
        {
            outages.Add(new Outage(time, time + random.Between(200, random.Pick(3000, 40_000)), random.Chance(40)));
            time = outages[^1].End;
        }

        return [.. outages];
    }
}
