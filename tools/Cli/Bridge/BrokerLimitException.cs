namespace Sensorcast.Cli.Bridge;

/// <summary>The broker announces that it cannot do what the bridge was started for.</summary>
internal sealed class BrokerLimitException(string message) : IOException(message);
