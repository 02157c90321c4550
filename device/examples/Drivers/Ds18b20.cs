using System.Threading;
using nanoFramework.Device.OneWire;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>
/// The one DS18B20 at a 1-Wire bus, in hundredths of a degree. A conversion takes 750 ms, so it is read on a thread of its own.
/// </summary>
internal sealed class Ds18b20 : ISensor
{
    internal const int Exponent = -2;

    private const byte SkipRom = 0xCC;
    private const byte ConvertTemperature = 0x44;
    private const byte ReadScratchpad = 0xBE;
    private const int ConversionTime = 750;
    private const int ScratchpadSize = 9;

    private readonly OneWireHost _bus = new OneWireHost();

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = 0;
        if (!_bus.TouchReset())
        {
            return false;
        }

        _bus.WriteByte(SkipRom);
        _bus.WriteByte(ConvertTemperature);
        Thread.Sleep(ConversionTime);
        if (!_bus.TouchReset())
        {
            return false;
        }

        _bus.WriteByte(SkipRom);
        _bus.WriteByte(ReadScratchpad);
        int low = 0;
        int high = 0;
        int crc = 0;
        for (int i = 0; i < ScratchpadSize; i++)
        {
            byte b = _bus.ReadByte();
            low = i == 0 ? b : low;
            high = i == 1 ? b : high;
            crc = AddToCrc(crc, b);
        }

        // The last byte is the checksum of the others: with it the sum is 0.
        value = (short)((high << 8) | low) * 100 / 16;
        return crc == 0;
    }

    private static int AddToCrc(int crc, int b)
    {
        const int Polynomial = 0x8C;
        for (int i = 0; i < 8; i++)
        {
            bool isSet = ((crc ^ b) & 1) != 0;
            crc >>= 1;
            crc ^= isSet ? Polynomial : 0;
            b >>= 1;
        }

        return crc;
    }
}
