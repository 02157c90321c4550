namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>The public API of one assembly of the board.</summary>
internal sealed record ApiList(string Assembly, Version Version, IReadOnlyList<ApiType> Types);
