using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Desktop;

/// <summary>A sensor of every kind that always has another value, and an actuator that takes everything.</summary>
internal sealed class EveryKind : ISensor, IBooleanSensor, ITextSensor, IBatchSensor, IActuator
{
    private static readonly string[] Words = ["plain", "quoted \"\\\u0001", "not ASCII äß水🚀"];

    private int _count;

    public bool TryRead(out int value)
    {
        value = _count++;
        return true;
    }

    public bool TryRead(out bool value)
    {
        value = _count++ % 2 == 0;
        return true;
    }

    public bool TryRead(out string value)
    {
        value = Words[_count++ % Words.Length];
        return true;
    }

    public int Read(int[] values)
    {
        Array.Fill(values, _count++);
        return values.Length / 2;
    }

    public bool TrySet(int value) => true;
}
