namespace Sensorcast.IlCost.Memory;

/// <summary>The memory of each kind of object of which a server has many.</summary>
internal static class MemoryFigures
{
    internal const string Slot = "A client slot";

    private const int Clients = 8;
    private const int Channels = 7;
    private const int History = 60;

    internal static IReadOnlyList<MemoryFigure> Measure() =>
    [
        Difference(Slot, clients: 1),
        Difference($"A channel, its history of {History} readings included", channels: 1),
        Difference("A reading of a channel's history", history: 300),
        .. RouteFigures.Measure(),
    ];

    /// <summary>By the difference of two servers, so that objects that a server has once do not count.</summary>
    private static MemoryFigure Difference(string name, int clients = 0, int channels = 0, int history = 0)
    {
        // More readings are more in every channel.
        int count = Math.Max(clients + channels, history * Channels);
        double each(Func<int, int, int, long> bytes) =>
            Math.Round(
                (double)(bytes(Clients + clients, Channels + channels, History + history) - bytes(Clients, Channels, History)) / count, 1);
        return new MemoryFigure(name, each((a, b, c) => ServerMemory.OnTheBoard(a, b, c)), each(ServerMemory.OnTheDesktop));
    }
}
