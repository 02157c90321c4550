using System.Device.Gpio;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>A pin that clients switch: an LED, a relay. It says what it was set to last.</summary>
internal sealed class OutputPin : IBooleanSensor, IActuator
{
    private readonly GpioPin _pin;
    private bool _isHigh;

    internal OutputPin(int pinNumber)
    {
        _pin = new GpioController().OpenPin(pinNumber, PinMode.Output);
        _pin.Write(PinValue.Low);
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        value = _isHigh;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(int value)
    {
        _isHigh = value != 0;
        _pin.Write(_isHigh ? PinValue.High : PinValue.Low);
        return true;
    }
}
