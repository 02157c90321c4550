// Slow attackers use little of the machine: several at a time, each with a Host of its own. Attacks that take all they can get run alone.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace Sensorcast.Tests.AttackTests;

/// <summary>What all attacks need.</summary>
[TestClass]
public static class AssemblySettings
{
    /// <summary>Attackers block their threads; the honest clients must not wait for such a thread.</summary>
    [AssemblyInitialize]
    public static void Start(TestContext context) => ThreadPool.SetMinThreads(100, 100);
}
