using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>A sensor of each kind that counts, and an actuator that refuses some values and throws at others.</summary>
internal sealed class MoodyActuator : ISensor, IBooleanSensor, ITextSensor, IBatchSensor, IActuator
{
    private const int Refused = 13;
    private const int Thrown = 14;

    private int _count;

    /// <summary>Whether a value can be set.</summary>
    internal static bool Takes(int value) => value is not (Refused or Thrown);

    bool ISensor.TryRead(out int value)
    {
        value = _count++;
        return true;
    }

    bool IBooleanSensor.TryRead(out bool value)
    {
        value = _count++ % 2 == 0;
        return true;
    }

    bool ITextSensor.TryRead(out string value)
    {
        value = _count++ % 2 == 0 ? "even" : "odd \"\u0001\ud83d";
        return true;
    }

    int IBatchSensor.Read(int[] values)
    {
        Array.Fill(values, _count++);
        return _count % (values.Length + 1);
    }

    bool IActuator.TrySet(int value) => value == Thrown ? throw new InvalidOperationException("It sticks") : Takes(value);
}
