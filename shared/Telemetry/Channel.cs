namespace Sensorcast.Telemetry;

/// <summary>One measured quantity: what it is called, its unit, its resolution and how often it is read.</summary>
public sealed class Channel
{
    /// <summary>Describes a channel.</summary>
    public Channel(string name, string unit, int exponent, int periodMilliseconds, ISensor sensor)
    {
    }
}
