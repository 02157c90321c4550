using MQTTnet.Exceptions;

namespace Sensorcast.Cli.Bridge;

/// <summary>The broker does not answer over a connection that is there.</summary>
internal sealed class SilentBrokerException(string message, Exception? inner = null) : MqttCommunicationException(message, inner);
