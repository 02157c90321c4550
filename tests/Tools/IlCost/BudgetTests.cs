using Sensorcast.IlCost;
using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;
using Sensorcast.Reports;

namespace Sensorcast.Tests.IlCostTests;

/// <summary>Figures over their bar or off the budget are found.</summary>
[TestClass]
public class BudgetTests
{
    private static readonly Budget Committed = Make(new Cost(100), 200);

    [TestMethod]
    [DataRow(100)]
    [DataRow(105)]
    [DataRow(95)]
    public void A_figure_may_differ_a_little(int instructions) => Assert.IsEmpty(Committed.Differences(Make(new Cost(instructions), 200)));

    [TestMethod]
    [DataRow(106)]
    [DataRow(94)]
    public void More_instructions_are_found_and_fewer_too(int instructions) =>
        AssertFound($"Path: {instructions} instructions, committed are 100", Committed.Differences(Make(new Cost(instructions), 200)));

    [TestMethod]
    public void More_expensive_instructions_are_found() =>
        AssertFound("Path: 107 on the board, committed are 100", Committed.Differences(Make(new Cost(100, Calls: 1), 200)));

    [TestMethod]
    public void More_memory_is_found() =>
        AssertFound("Thing: 212 bytes on the board, committed are 200", Committed.Differences(Make(new Cost(100), 212)));

    [TestMethod]
    [DataRow(980)]
    [DataRow(1020)]
    public void A_programs_heap_may_differ_less(int heap) => Assert.IsEmpty(Committed.Differences(Make(new Cost(100), 200, heap)));

    [TestMethod]
    [DataRow(979)]
    [DataRow(1021)]
    public void A_programs_heap_that_grows_is_found_and_one_that_shrinks_too(int heap) =>
        AssertFound($"Program: {heap} bytes of heap, committed are 1000", Committed.Differences(Make(new Cost(100), 200, heap)));

    [TestMethod]
    public void A_new_figure_and_a_lost_one_are_found()
    {
        Budget other = new(new Dictionary<string, Cost> { ["Other"] = new(1) }, Committed.Memory, Committed.Heap);
        string[] problems = [.. Committed.Differences(other)];
        Assert.Contains("Path: is not measured any more", problems);
        Assert.Contains("Other: is not in the budget", problems);
    }

    [TestMethod]
    public void Is_the_same_after_writing_and_reading()
    {
        string path = Path.GetTempFileName();
        try
        {
            Budget all = Make(new Cost(1.5, 2, 3, 4, 5, 6, 7, 8, 9), 10);
            all.Write(path);
            Budget read = Budget.Read(path);
            CollectionAssert.AreEqual(all.Paths.ToArray(), read.Paths.ToArray());
            CollectionAssert.AreEqual(all.Memory.ToArray(), read.Memory.ToArray());
            CollectionAssert.AreEqual(all.Heap[0].Parts.ToArray(), read.Heap.Single().Parts.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void A_bar_holds_whatever_is_committed()
    {
        Assert.IsEmpty(Bars.Problems([new Figure("Path", new Cost(100), Bar: 100)]));
        AssertFound("Path: 101 instructions, at most 100 are allowed", Bars.Problems([new Figure("Path", new Cost(101), Bar: 100)]));
        Assert.IsEmpty(Bars.Problems([new Figure("Path", new Cost(93, Calls: 1)) { BoardBar = 100 }]));
        AssertFound(
            "Path: the time of 101 plain instructions on the board, at most 100 are allowed",
            Bars.Problems([new Figure("Path", new Cost(94, Calls: 1)) { BoardBar = 100 }]));
    }

    [TestMethod]
    public void A_missed_bar_must_be_missed()
    {
        Assert.IsEmpty(Bars.Problems([new Figure("Path", new Cost(101), MissedBar: 100)]));
        AssertFound("Path: the bar of 100 is met now", Bars.Problems([new Figure("Path", new Cost(100), MissedBar: 100)]));
    }

    [TestMethod]
    public void Nothing_may_be_allocated()
    {
        AssertFound("Path: 1 allocations", Bars.Problems([new Figure("Path", new Cost(1, Allocations: 1))]));
        AssertFound("Path: 0 allocations of 24 bytes", Bars.Problems([new Figure("Path", new Cost(1, AllocatedBytes: 24))]));
    }

    [TestMethod]
    public void A_section_is_replaced_and_nothing_else()
    {
        const string Page = "before\n<!-- a: written by a tool, do not edit -->\nold\n<!-- a ends -->\nafter\n";
        const string Expected = "before\n<!-- a: written by a tool, do not edit -->\n\nnew\n\n<!-- a ends -->\nafter\n";
        Assert.AreEqual(Expected, GeneratedSection.Replace(Page, "a", "new\n"));
        Assert.AreEqual(Expected, GeneratedSection.Replace(Expected, "a", "new\n"));
        Assert.ThrowsExactly<InvalidDataException>(() => GeneratedSection.Replace(Page, "b", "new\n"));
    }

    private static Budget Make(Cost cost, double bytes, int heap = 1000) =>
        new(
            new Dictionary<string, Cost> { ["Path"] = cost },
            [new MemoryFigure("Thing", bytes, 100)],
            [new HeapSetup("Program", [new HeapPart("one", 600), new HeapPart("rest", heap - 600)])]);

    private static void AssertFound(string expected, IEnumerable<string> problems) =>
        Assert.IsTrue(problems.Any(problem => problem.StartsWith(expected, StringComparison.Ordinal)), string.Join('\n', problems));
}
