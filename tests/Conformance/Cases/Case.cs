namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>One case.</summary>
/// <param name="Number">Its number in the Autobahn testsuite.</param>
/// <param name="Shows">What is sent, in a few words.</param>
/// <param name="Plan">Makes what is sent and what is required; called when the case runs, for some of it is large.</param>
internal sealed record Case(string Number, string Shows, Func<Exchange> Plan)
{
    /// <summary>Set where that suite only reports what a server does: what this one is required to do, and why.</summary>
    public string? Informational { get; init; }

    /// <summary>The section that the case belongs to.</summary>
    public int Section => int.Parse(Number.AsSpan(0, Number.IndexOf('.', StringComparison.Ordinal)), provider: null);
}
