namespace Sensorcast.IlCost.Counting;

/// <summary>Instructions that are always run one after the other, and so are counted together.</summary>
/// <param name="Type">The type's full name.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Cost">What one run of them takes.</param>
internal sealed record Block(string Type, string Method, Cost Cost);
