using Sensorcast.Simulator;

namespace Sensorcast.Tests.SimulationTests;

/// <summary>The simulated server: a sample of the seeds that the simulator runs in thousands (docs/reliability.md).</summary>
[TestClass]
public class SimulationTests
{
    private const int Seeds = 200;
    private const int Minutes = 10;

    [TestMethod]
    public void No_property_is_violated()
    {
        Campaign campaign = Campaign.Run(first: 1, Seeds, Minutes, new HashSet<string>());
        Assert.IsNull(campaign.Failure, campaign.Failure);
        Assert.AreEqual(Seeds, campaign.Runs);
    }

    [TestMethod]
    [DataRow(1ul)]
    [DataRow(6ul)]
    [DataRow(7ul)]
    public void A_seed_always_runs_the_same_way(ulong seed)
    {
        string first = Trace(new Scenario(seed, 2, new HashSet<string>()));
        string second = Trace(new Scenario(seed, 2, new HashSet<string>()));
        Assert.AreEqual(first, second);
        Assert.IsGreaterThan(1000, first.Length);
    }

    [TestMethod]
    public void What_is_left_out_does_not_change_the_rest()
    {
        var whole = new Scenario(1, Minutes, new HashSet<string>());
        var part = new Scenario(1, Minutes, new HashSet<string> { "0", Scenario.WithoutOutages });
        Assert.AreEqual(whole.ActorCount, part.ActorCount);
        Assert.AreEqual(whole.StartTime, part.StartTime);
        Assert.IsEmpty(part.Outages);
        Assert.AreEqual("--seed 1 --without 0,outages", part.ToString());
    }

    private static string Trace(Scenario scenario)
    {
        using var trace = new StringWriter();
        _ = Campaign.Try(scenario, out _, trace);
        return trace.ToString();
    }
}
