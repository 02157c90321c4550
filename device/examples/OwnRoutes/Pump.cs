using System;
using System.Device.Gpio;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>Runs a motor while a level switch is closed.</summary>
internal sealed class Pump : IBooleanSensor
{
    private readonly GpioPin _level;
    private readonly GpioPin _motor;
    private readonly SettingsPage _settings;
    private readonly LogEndpoint _log;
    private long _nextCheck;
    private bool _isRunning;

    internal Pump(int levelPin, int motorPin, SettingsPage settings, LogEndpoint log)
    {
        GpioController controller = new GpioController();
        _level = controller.OpenPin(levelPin, PinMode.InputPullUp);
        _motor = controller.OpenPin(motorPin, PinMode.Output);
        _settings = settings;
        _log = log;
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        value = _isRunning;
        return true;
    }

    /// <summary>Switches the motor, at the times that the settings say.</summary>
    internal void Check()
    {
        long now = Environment.TickCount64;
        if (now < _nextCheck)
        {
            return;
        }

        _nextCheck = now + _settings.Period;
        bool isClosed = _level.Read() == PinValue.Low;
        if (isClosed != _isRunning)
        {
            _isRunning = isClosed;
            _motor.Write(isClosed ? PinValue.High : PinValue.Low);
            _log.WriteLine(isClosed ? "pump on" : "pump off");
        }
    }
}
