namespace Sensorcast.Simulator;

/// <summary>A property that did not hold.</summary>
internal sealed class ViolationException(string property, string details) : Exception($"{property}: {details}")
{
    /// <summary>The property's short name.</summary>
    public string Property { get; } = property;
}
