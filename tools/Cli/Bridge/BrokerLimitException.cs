namespace Sensorcast.Cli.Bridge;

/// <summary>The broker cannot do what the bridge was started for, and says so.</summary>
internal sealed class BrokerLimitException(string message) : IOException(message);
