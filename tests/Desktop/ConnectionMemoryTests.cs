using System.Reflection;
using Sensorcast.IlCost.Memory;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>
/// What one more client costs in heap: every object that the server reaches through its connection only. The transport comes on top, which
/// is not of shared/: a socket and what holds it.
/// </summary>
[TestClass]
public class ConnectionMemoryTests
{
    private const int MostBoardBytes = 1024;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_connection_costs_at_most_1_KB_on_the_board()
    {
        SensorServer server = Server(2);
        object connection = Connections(server).GetValue(0)!;
        List<object> own = BoardHeap.Reachable(connection, BoardHeap.Reachable(server, [connection]));
        int total = BoardHeap.BlockSize + own.Sum(BoardHeap.SizeOf);

        string table = Table(own, total) + $"Allocated on this desktop: {DesktopBytes()} bytes";
        TestContext.WriteLine(table);
        Assert.IsLessThanOrEqualTo(MostBoardBytes, total, Environment.NewLine + table);
    }

    [TestMethod]
    public void Counts_as_the_board_does()
    {
        Assert.AreEqual(36, BoardHeap.SizeOf(new byte[16]), "20 + 16 bytes are 3 blocks");
        Assert.AreEqual(48, BoardHeap.SizeOf(new byte[17]));
        Assert.AreEqual(36, BoardHeap.SizeOf(new long[2]));
        Assert.AreEqual(48, BoardHeap.SizeOf(new string?[2]), "20 + 2 blocks");
        Assert.AreEqual(36, BoardHeap.SizeOf(new FixedFields()), "1 + 2 blocks");
    }

    private static string Table(List<object> own, int total)
    {
        string text = $"{"object",-22}{"fields",8}{"elements",10}{"bytes",8}{Environment.NewLine}";
        text += $"{"a place in the table",-22}{string.Empty,18}{BoardHeap.BlockSize,8}{Environment.NewLine}";
        foreach (object item in own)
        {
            string name = item.GetType().Name;
            text += item is Array array
                ? $"{name,-22}{string.Empty,8}{array.Length,10}{BoardHeap.SizeOf(item),8}{Environment.NewLine}"
                : $"{name,-22}{BoardHeap.Fields(item.GetType()).Count(),8}{string.Empty,10}{BoardHeap.SizeOf(item),8}{Environment.NewLine}";
        }

        return text + $"{"one connection",-40}{total,8}{Environment.NewLine}";
    }

    /// <summary>The difference that clients make, so that what the server has but once does not count.</summary>
    private static long DesktopBytes()
    {
        const int More = 32;
        _ = Server(1);
        long few = AllocatedFor(1);
        long many = AllocatedFor(1 + More);
        return (many - few) / More;
    }

    private static long AllocatedFor(int clients)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = Server(clients);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static SensorServer Server(int maxClients)
    {
        Channel[] channels = [new("a", "Cel", -2, 1000, new CountingSensor())];
        return new SensorServer(new ServerOptions { MaxClients = maxClients }, new Nobody(), new ManualClock(), channels);
    }

    private static Array Connections(SensorServer server)
    {
        FieldInfo field = typeof(SensorServer).GetField("_connections", BindingFlags.NonPublic | BindingFlags.Instance)!;
        return (Array)field.GetValue(server)!;
    }

    private sealed class Nobody : IListener
    {
        public ITransport? Accept() => null;
    }

    private sealed class FixedFields
    {
        internal bool Small { get; set; }

        internal long Large { get; set; }
    }
}
