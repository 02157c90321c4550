namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>The result of a case.</summary>
/// <param name="Required">What the server had to do.</param>
/// <param name="Got">What the server did.</param>
/// <param name="Problems">What it did not do as required, each in a few words.</param>
internal sealed record Outcome(string Required, string Got, IReadOnlyList<string> Problems)
{
    public bool IsAsRequired => Problems.Count == 0;
}
