using System.Device.Gpio;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>An energy meter with 1,000 pulses for a kilowatt-hour: each is worth 3,600 J.</summary>
internal sealed class EnergyMeter
{
    private const int Joules = 3600;
    private const int Second = 1000;

    private readonly GpioPin _pin;
    private readonly PulseCounter _pulses = new PulseCounter();

    internal EnergyMeter(int pinNumber)
    {
        Energy = new PulseTotal(_pulses, Joules / 100, 10);
        Power = new PulseRate(_pulses, Second, Joules);
        _pin = new GpioController().OpenPin(pinNumber, PinMode.InputPullUp);
        _pin.ValueChanged += OnChanged;
    }

    /// <summary>Kilojoules since the start.</summary>
    internal ISensor Energy { get; }

    /// <summary>Watts.</summary>
    internal ISensor Power { get; }

    private void OnChanged(object sender, PinValueChangedEventArgs e)
    {
        if (e.ChangeType == PinEventTypes.Falling)
        {
            _pulses.Add();
        }
    }
}
