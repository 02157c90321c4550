using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Bench;

/// <summary>A room's temperature in hundredths of a degree: two bytes in CBOR, four digits in JSON.</summary>
internal sealed class Sensor : ISensor
{
    private int _reads;

    public bool TryRead(out int value)
    {
        value = 2150 + (_reads++ % 10);
        return true;
    }
}
