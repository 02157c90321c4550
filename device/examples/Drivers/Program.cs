using System.Device.I2c;
using Iot.Device.Am2320;
using nanoFramework.Hardware.Esp32;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>The board's application with one of each kind of driver that is more than a sensor which is read.</summary>
internal static class Program
{
    private const int Bus = 1;
    private const int DataPin = 21;
    private const int ClockPin = 22;
    private const int GatePin = 25;
    private const int MeterPin = 26;
    private const int DimmerPin = 27;

    private static void Main()
    {
        ChannelList channels = new ChannelList();
        BoardChannels.AddTo(channels);
        AddWaiting(channels);
        AddEvents(channels);
        channels.Add("dimmer", () => PwmDimmer.MakeChannel("dimmer", DimmerPin));
        Application.Run(channels);
    }

    /// <summary>One thread reads both drivers, one after the other.</summary>
    private static void AddWaiting(ChannelList channels)
    {
        channels.Add("water", "Cel", Ds18b20.Exponent, 2000, () => new WaitingSensor(new Ds18b20()));

        Configuration.SetPinFunction(DataPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(ClockPin, DeviceFunction.I2C1_CLOCK);
        Am2320 chip = new Am2320(I2cDevice.Create(new I2cConnectionSettings(Bus, Am2320.DefaultI2cAddress)));
        WaitingDriver air = new WaitingDriver(new AirDriver(chip), AirDriver.ValueCount);
        channels.Add("air", "Cel", AirDriver.Exponent, 2000, () => air.Value(AirDriver.TemperatureValue));
        channels.Add("humidity", "%RH", AirDriver.Exponent, 2000, () => air.Value(AirDriver.HumidityValue));
    }

    /// <summary>Both are read by interrupts only, and reported each minute when nothing happens.</summary>
    private static void AddEvents(ChannelList channels)
    {
        const int Minute = 60000;
        channels.Add("gate", () => new Channel("gate", Minute, new Contact(GatePin).Sensor));

        EnergyMeter meter = new EnergyMeter(MeterPin);
        channels.Add("energy", "J", 3, Minute, () => meter.Energy);
        channels.Add("power", "W", 0, 5000, () => meter.Power);
    }
}
