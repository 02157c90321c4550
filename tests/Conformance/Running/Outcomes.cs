using System.Collections.Concurrent;

namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>Runs each case once against the Host, when its own test or the report first needs its outcome.</summary>
internal static class Outcomes
{
    private static readonly ConcurrentDictionary<string, Lazy<Outcome>> Known = new();

    public static Outcome Of(Case @case) =>
        Known.GetOrAdd(@case.Number, _ => new Lazy<Outcome>(() => CaseRun.Of(@case, LiveHost.Port))).Value;
}
