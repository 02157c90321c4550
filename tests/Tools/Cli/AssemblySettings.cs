// Most of a test's time is waiting: for readings, for back-offs, for processes to start. With more at a time, processes that start together
// would delay each other on a small machine.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace Sensorcast.Tests.CliTests;

/// <summary>What several classes of tests share.</summary>
[TestClass]
public static class AssemblySettings
{
    [AssemblyCleanup]
    public static void End() => RabbitBroker.End();
}
