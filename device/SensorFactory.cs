using Sensorcast.Telemetry;

namespace Sensorcast.Device;

/// <summary>Makes a sensor, or throws when the board does not have it.</summary>
internal delegate ISensor SensorFactory();
