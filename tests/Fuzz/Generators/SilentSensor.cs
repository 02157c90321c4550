using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>A sensor and actuator of any kind, which is never read.</summary>
internal sealed class SilentSensor : ISensor, IBooleanSensor, ITextSensor, IBatchSensor, IActuator
{
    bool ISensor.TryRead(out int value) => throw new NotSupportedException();

    bool IBooleanSensor.TryRead(out bool value) => throw new NotSupportedException();

    bool ITextSensor.TryRead(out string value) => throw new NotSupportedException();

    int IBatchSensor.Read(int[] values) => throw new NotSupportedException();

    bool IActuator.TrySet(int value) => throw new NotSupportedException();
}
