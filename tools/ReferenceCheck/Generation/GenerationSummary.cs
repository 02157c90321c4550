namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>What was made, and the types that signatures name but no list defines.</summary>
internal sealed record GenerationSummary(int Assemblies, int Types, IReadOnlyCollection<string> Unlisted);
