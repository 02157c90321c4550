using Sensorcast.IlCost.Memory;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>docs/board.md says what the server takes of the board's heap.</summary>
[TestClass]
public sealed class HeapCostTests
{
    private const int DefaultClients = 8;
    private const int DefaultHistory = 60;
    private const int BoardChannels = 7;

    [TestMethod]
    public void A_client()
    {
        int cost = CostOf(DefaultClients + 1, BoardChannels, DefaultHistory) - CostOf(DefaultClients, BoardChannels, DefaultHistory);
        AssertDocumented($"A client slot | {cost:N0} bytes");
    }

    [TestMethod]
    public void A_channel()
    {
        int cost = CostOf(DefaultClients, BoardChannels + 1, DefaultHistory) - CostOf(DefaultClients, BoardChannels, DefaultHistory);
        AssertDocumented($"A channel, its history of {DefaultHistory} readings included | {cost:N0} bytes");
    }

    [TestMethod]
    public void A_reading_of_the_history()
    {
        const int Readings = 300;
        int cost = CostOf(DefaultClients, 1, DefaultHistory + Readings) - CostOf(DefaultClients, 1, DefaultHistory);
        Assert.AreEqual(8 * Readings, cost);
        AssertDocumented($"Each further reading of a history | {cost / Readings} bytes");
    }

    [TestMethod]
    public void The_server_as_the_bare_board_has_it() =>
        AssertDocumented($"The server with {DefaultClients} slots and {BoardChannels} channels, all together | "
            + $"{CostOf(DefaultClients, BoardChannels, DefaultHistory):N0} bytes");

    private static int CostOf(int clients, int channels, int history) => ServerMemory.OnTheBoard(clients, channels, history);

    private static void AssertDocumented(string row)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "board.md"));
        Assert.Contains(row, page);
    }
}
