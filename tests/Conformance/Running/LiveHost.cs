using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>The built Host, started when it is first needed and ended with the run.</summary>
[TestClass]
public static class LiveHost
{
    private static readonly Lazy<(HostProcess Process, int Port)> Started = new(Start);

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    internal static int Port => Started.Value.Port;

    [AssemblyCleanup]
    public static void Stop()
    {
        if (Started.IsValueCreated)
        {
            Started.Value.Process.Dispose();
        }
    }

    private static (HostProcess Process, int Port) Start()
    {
        var process = new HostProcess("--port", "0", "--max-clients", "16");
        int port = process.ReadLine().Split(' ').Where(word => word.StartsWith("http://", StringComparison.Ordinal))
            .Select(url => new Uri(url).Port).First();

        // The limits of time in the cases must not include the compiler, so everything that they need runs once before.
        foreach (string number in new[] { "1.1.2", "2.5", "6.3.1", "7.3.4" })
        {
            CaseRun.Of(Suite.Find(number), port);
        }

        return (process, port);
    }
}
