// Most of a test's time is waiting: for readings, and for servers and clients to start as processes.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]

namespace Sensorcast.Tests.InteropTests;

/// <summary>What several classes of tests share.</summary>
[TestClass]
public static class AssemblySettings
{
    [AssemblyCleanup]
    public static void End()
    {
        SharedHost.End();
        TlsTests.DeleteCertificates();
    }
}
