using System.Collections.Concurrent;

namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>Runs each case once against the Host, whoever asks for its outcome first: its own test or the report.</summary>
internal static class Outcomes
{
    private static readonly ConcurrentDictionary<string, Lazy<Outcome>> Known = new();

    public static Outcome Of(Case @case) =>
        Known.GetOrAdd(@case.Number, _ => new Lazy<Outcome>(() => CaseRun.Of(@case, LiveHost.Port))).Value;
}
