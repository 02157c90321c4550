using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.PowerMode;
using nanoFramework.Hardware.Esp32;

namespace Sensorcast.Device.Examples;

/// <summary>The board's application with one sensor more: a BME280 on I2C.</summary>
internal static class Program
{
    private const int Bus = 1;
    private const int DataPin = 21;
    private const int ClockPin = 22;

    private static Bme280 _chip;

    private static void Main()
    {
        ChannelList channels = new ChannelList();
        BoardChannels.AddTo(channels);
        channels.Add("temperature", "Cel", -2, 1000, () => new Bme280Temperature(Chip()));
        channels.Add("humidity", "%RH", -1, 1000, () => new Bme280Humidity(Chip()));
        channels.Add("pressure", "Pa", 0, 1000, () => new Bme280Pressure(Chip()));
        Application.Run(BoardSettings.MakeOptions(), channels);
    }

    private static Bme280 Chip()
    {
        if (_chip == null)
        {
            Configuration.SetPinFunction(DataPin, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(ClockPin, DeviceFunction.I2C1_CLOCK);
            I2cConnectionSettings settings = new I2cConnectionSettings(Bus, Bmx280Base.SecondaryI2cAddress, I2cBusSpeed.FastMode);
            Bme280 chip = new Bme280(I2cDevice.Create(settings));

            // The chip measures eight times a second by itself, so a reading takes what is there and does not wait.
            chip.SetPowerMode(Bmx280PowerMode.Normal);
            _chip = chip;
        }

        return _chip;
    }
}
