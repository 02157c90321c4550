using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>One Host for all tests that do not change its state, and one that speaks TLS: the first test starts it.</summary>
internal static class SharedHost
{
    /// <summary>More than there are tests at a time, each with a client or two.</summary>
    private static readonly string[] ManyClients = ["--max-clients", "32"];

    private static readonly Lazy<LiveHost> Started = new(static () => new LiveHost(0, ManyClients));
    private static readonly Lazy<LiveHost> StartedWithTls = new(static () => TlsTests.StartHost(ManyClients));

    public static LiveHost Plain => Started.Value;

    public static LiveHost Tls => StartedWithTls.Value;

    /// <summary>Ends the Hosts that were started.</summary>
    public static void End()
    {
        foreach (Lazy<LiveHost> host in new[] { Started, StartedWithTls })
        {
            if (host.IsValueCreated)
            {
                host.Value.Dispose();
            }
        }
    }
}
