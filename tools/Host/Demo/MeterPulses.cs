using Sensorcast.Drivers;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated meter with 1,000 pulses for a kilowatt-hour, at about 12 kW.</summary>
public sealed class MeterPulses : IDisposable
{
    /// <summary>The energy of a pulse.</summary>
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
