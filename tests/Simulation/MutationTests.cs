using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.SimulationTests;

/// <summary>The faults of the mutation check still fit the sources. That each is found, tests/Simulation/mutations/run.sh shows.</summary>
[TestClass]
public class MutationTests
{
    private const int Milliseconds = 30_000;

    public static IEnumerable<object[]> Patches() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Simulation", "mutations"), "*.patch")
            .Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Patches))]
    public void A_fault_applies(string patch)
    {
        ToolProcess.Run("git", ["apply", "--check", Path.Combine("tests", "Simulation", "mutations", patch)], Milliseconds);
    }

    [TestMethod]
    public void There_are_at_least_ten_faults()
    {
        Assert.IsGreaterThanOrEqualTo(10, Patches().Count());
    }
}
