using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.PowerMode;
using nanoFramework.Hardware.Esp32;
using Sensorcast.Drivers;

namespace Sensorcast.Device.Examples;

/// <summary>The board's application with one sensor more: a BME280 on I2C.</summary>
internal static class Program
{
    private const int Bus = 1;
    private const int DataPin = 21;
    private const int ClockPin = 22;

    private static void Main()
    {
        ChannelList channels = new ChannelList();
        BoardChannels.AddTo(channels);
        WaitingDriver chip = new WaitingDriver(new WeatherChip(OpenChip()), WeatherChip.ValueCount);
        channels.Add("temperature", "Cel", -2, 1000, () => chip.Value(WeatherChip.TemperatureValue));
        channels.Add("humidity", "%RH", -1, 1000, () => chip.Value(WeatherChip.HumidityValue));
        channels.Add("pressure", "Pa", 0, 1000, () => chip.Value(WeatherChip.PressureValue));
        Application.Run(channels);
    }

    private static Bme280 OpenChip()
    {
        Configuration.SetPinFunction(DataPin, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(ClockPin, DeviceFunction.I2C1_CLOCK);
        I2cConnectionSettings settings = new I2cConnectionSettings(Bus, Bmx280Base.SecondaryI2cAddress, I2cBusSpeed.FastMode);
        Bme280 chip = new Bme280(I2cDevice.Create(settings));

        // The chip measures eight times a second by itself, and a reading takes what is there.
        chip.SetPowerMode(Bmx280PowerMode.Normal);
        return chip;
    }
}
