using Sensorcast.Drivers;

namespace Sensorcast.Host.Demo;

/// <summary>A made-up meter with 1,000 pulses for a kilowatt-hour, at some 12 kW.</summary>
public sealed class MeterPulses : IDisposable
{
    /// <summary>What a pulse is worth.</summary>
    public const int Joules = 3600;

    private const int Interval = 300;

    private readonly Timer _timer;

    /// <summary>Starts it.</summary>
    public MeterPulses()
    {
        _timer = new Timer(_ => Counter.Add(), null, Interval, Interval);
    }

    /// <summary>Counts the pulses.</summary>
    public PulseCounter Counter { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
