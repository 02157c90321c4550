namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>A rule broken at a place, by a member or type.</summary>
internal sealed record Finding(Rule Rule, SourcePlace Place, string What)
{
    /// <summary>In MSBuild's canonical error format.</summary>
    public override string ToString() => $"{Place}: error {Rule.Code}: {Rule.Name} ({What}): {Rule.Advice}";
}
