using Sensorcast.Drivers;

namespace Sensorcast.Host.Demo;

/// <summary>
/// A simulated gate that opens every 7 s, for 1.5 s, with a contact that bounces, on a timer's thread as if by an interrupt.
/// </summary>
public sealed class Gate : IDisposable
{
    private const int Closed = 5500;
    private const int Open = 1500;

    private readonly Timer _timer;
    private bool _isOpen;

    /// <summary>Makes a gate that is closed.</summary>
    public Gate()
    {
        Sensor.Post(false);
        _timer = new Timer(_ => Move(), null, Closed, Timeout.Infinite);
    }

    /// <summary>Whether it is open.</summary>
    public EventSensor Sensor { get; } = new(debounceMilliseconds: 30);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Move()
    {
        _isOpen = !_isOpen;
        Sensor.Post(_isOpen);
        Sensor.Post(!_isOpen);
        Sensor.Post(_isOpen);
        _timer.Change(_isOpen ? Open : Closed, Timeout.Infinite);
    }
}
