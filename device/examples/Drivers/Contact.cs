using System.Device.Gpio;
using Sensorcast.Drivers;

namespace Sensorcast.Device.Examples;

/// <summary>A contact to ground that an interrupt watches.</summary>
internal sealed class Contact
{
    private const int Debounce = 20;

    private readonly GpioPin _pin;

    internal Contact(int pinNumber)
    {
        _pin = new GpioController().OpenPin(pinNumber, PinMode.InputPullUp);
        _pin.ValueChanged += OnChanged;
        Sensor.Post(_pin.Read() == PinValue.High);
    }

    /// <summary>Whether it is open.</summary>
    internal EventSensor Sensor { get; } = new EventSensor(Debounce);

    private void OnChanged(object sender, PinValueChangedEventArgs e)
    {
        Sensor.Post(e.ChangeType == PinEventTypes.Rising);
    }
}
