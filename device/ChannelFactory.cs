using Sensorcast.Telemetry;

namespace Sensorcast.Device;

/// <summary>Makes a channel, or throws when the board does not have what it reads.</summary>
internal delegate Channel ChannelFactory();
