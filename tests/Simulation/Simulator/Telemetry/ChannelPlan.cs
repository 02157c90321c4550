using Sensorcast.Telemetry;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>A channel of a scenario.</summary>
/// <param name="Kind">What its readings are.</param>
/// <param name="Name">The SenML name.</param>
/// <param name="Unit">The SenML unit of a number.</param>
/// <param name="Exponent">The power of ten of a number.</param>
/// <param name="Period">The time from one reading, or batch, to the next.</param>
/// <param name="Interval">The microseconds from one reading of a batch to the next.</param>
/// <param name="IsSettable">Whether clients can set it.</param>
/// <param name="RefusePercent">How often its actuator refuses or throws.</param>
/// <param name="EmptyPercent">How often the sensor has nothing.</param>
/// <param name="ThrowPercent">How often it throws.</param>
/// <param name="SlowPercent">How often it takes a while.</param>
/// <param name="Silent">For how long from the start on it has nothing.</param>
/// <param name="Seed">The seed of its readings.</param>
internal sealed record ChannelPlan(
    ChannelKind Kind,
    string Name,
    string Unit,
    int Exponent,
    int Period,
    int Interval,
    bool IsSettable,
    int RefusePercent,
    int EmptyPercent,
    int ThrowPercent,
    int SlowPercent,
    int Silent,
    Prng Seed)
{
    /// <summary>The smallest value that it can be set to.</summary>
    public const int Min = -5000;

    /// <summary>The largest value that it can be set to.</summary>
    public const int Max = 5000;
}
