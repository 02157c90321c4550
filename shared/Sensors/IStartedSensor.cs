using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>A sensor that needs the server's clock, or a thread: it is started when its stream is made, before the first step.</summary>
public interface IStartedSensor
{
    /// <summary>Starts it.</summary>
    /// <param name="channel">The channel that it is the sensor of.</param>
    /// <param name="host">What it gets of the server.</param>
    void Start(Channel channel, SensorHost host);
}
