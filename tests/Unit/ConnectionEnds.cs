using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>The reasons for which a server's connections have ended.</summary>
internal static class ConnectionEnds
{
    /// <summary>Checks that one connection has ended for a reason, and no other.</summary>
    internal static void Check(RouteBench bench, string reason)
    {
        uint[] ends = bench.Server.Counters.Ends;
        for (int i = 0; i < ends.Length; i++)
        {
            string name = ServerCounters.NameOfEnd(i);
            Assert.AreEqual(name == reason ? 1 : 0, (int)ends[i], name);
        }
    }
}
