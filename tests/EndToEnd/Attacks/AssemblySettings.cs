// Each attack wants the Host, and the machine, for itself.
[assembly: DoNotParallelize]

namespace Sensorcast.Tests.AttackTests;

/// <summary>What all attacks need.</summary>
[TestClass]
public static class AssemblySettings
{
    /// <summary>Attackers block their threads; the honest clients must not wait for one of these.</summary>
    [AssemblyInitialize]
    public static void Start(TestContext context) => ThreadPool.SetMinThreads(100, 100);
}
