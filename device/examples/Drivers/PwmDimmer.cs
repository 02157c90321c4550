using System.Device.Pwm;
using nanoFramework.Hardware.Esp32;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>A dimmer: a share of the time that a pin is high, in steps of 5 %.</summary>
internal sealed class PwmDimmer : ISensor, IActuator
{
    private const int Exponent = -2;
    private const int Max = 100;
    private const int Step = 5;
    private const int Frequency = 1000;

    private readonly PwmChannel _channel;
    private int _level;

    private PwmDimmer(int pinNumber)
    {
        Configuration.SetPinFunction(pinNumber, DeviceFunction.PWM1);
        _channel = PwmChannel.CreateFromPin(pinNumber, Frequency, 0);
        _channel.Start();
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = _level;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(int value)
    {
        _channel.DutyCycle = value / (double)Max;
        _level = value;
        return true;
    }

    internal static Channel MakeChannel(string name, int pinNumber)
    {
        PwmDimmer dimmer = new PwmDimmer(pinNumber);
        return new Channel(name, "/", Exponent, 5000, dimmer).SetBy(Control.Number(dimmer, Step), 0, Max);
    }
}
