namespace Sensorcast.Simulator.Telemetry;

/// <summary>A channel of a scenario.</summary>
/// <param name="Name">The SenML name.</param>
/// <param name="Unit">The SenML unit.</param>
/// <param name="Exponent">The power of ten of a reading.</param>
/// <param name="Period">The time from one reading to the next.</param>
/// <param name="EmptyPercent">How often the sensor has nothing.</param>
/// <param name="ThrowPercent">How often it throws.</param>
/// <param name="SlowPercent">How often it takes a while.</param>
/// <param name="Silent">For how long from the start on it has nothing.</param>
/// <param name="Seed">For what it says.</param>
internal sealed record ChannelPlan(
    string Name, string Unit, int Exponent, int Period, int EmptyPercent, int ThrowPercent, int SlowPercent, int Silent, Prng Seed);
