using Sensorcast.IlCost;

namespace Sensorcast.Tests.IlCostTests;

/// <summary>The budget: what the hot paths cost now.</summary>
[TestClass]
public class FiguresTests
{
    private static readonly Measurement Measured = Measurement.Make();

    [TestMethod]
    public void Are_within_the_bars_and_the_budget_and_on_the_page()
    {
        string[] problems = [.. Measured.Problems()];
        Assert.IsEmpty(
            problems,
            $"{string.Join('\n', problems)}\nIf that is as it should be, run: dotnet run --project tools/Performance/IlCost -- update\n");
    }

    [TestMethod]
    public void Repeat_exactly()
    {
        Budget again = Measurement.Make().Current;
        CollectionAssert.AreEqual(Measured.Current.Paths.ToArray(), again.Paths.ToArray());
        CollectionAssert.AreEqual(Measured.Current.Memory.ToArray(), again.Memory.ToArray());
        CollectionAssert.AreEqual(
            Measured.Current.Heap.SelectMany(setup => setup.Parts).ToArray(), again.Heap.SelectMany(setup => setup.Parts).ToArray());
    }
}
