using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Sensorcast.Cli.Bridge;

/// <summary>The limits that a broker announces when it accepts a connection (MQTT 5 section 3.2.2.3) and that a bridge needs.</summary>
/// <param name="Version">The version that it speaks. One of MQTT 3.1.1 announces nothing.</param>
/// <param name="Window">How many publications may wait for their acknowledgement.</param>
/// <param name="QualityOfService">At least once, or at most once where the broker takes no more.</param>
/// <param name="Retains">Whether the broker keeps the last message of a topic.</param>
/// <param name="PacketSize">The longest packet in bytes that it takes.</param>
/// <param name="KeepAlive">It closes a connection on which nothing arrives for one and a half times as long.</param>
internal sealed record BrokerLimits(
    MqttProtocolVersion Version, int Window, MqttQualityOfServiceLevel QualityOfService, bool Retains, long PacketSize, TimeSpan KeepAlive)
{
    /// <summary>Enough to hide the round trip; a broker that announces nothing takes more.</summary>
    private const int WidestWindow = 16;

    /// <summary>What is assumed before a broker has announced anything.</summary>
    public static BrokerLimits None { get; } =
        new(MqttProtocolVersion.V500, WidestWindow, MqttQualityOfServiceLevel.AtLeastOnce, true, long.MaxValue, TimeSpan.FromSeconds(15));

    /// <summary>Whether its messages have properties: a content type, correlation data.</summary>
    public bool HasProperties => Version == MqttProtocolVersion.V500;

    /// <summary>Takes the announcement.</summary>
    public BrokerLimits With(MqttClientConnectResult result) => Version != MqttProtocolVersion.V500 ? this : new(
        Version,
        result.ReceiveMaximum is > 0 ? Math.Min((int)result.ReceiveMaximum, WidestWindow) : WidestWindow,
        result.MaximumQoS < QualityOfService ? result.MaximumQoS : QualityOfService,
        Retains && result.RetainAvailable,
        result.MaximumPacketSize is uint size and > 0 ? size : long.MaxValue,
        result.ServerKeepAlive > 0 ? TimeSpan.FromSeconds(result.ServerKeepAlive) : None.KeepAlive);

    /// <summary>Takes a refusal that names what the broker cannot do.</summary>
    /// <returns><see langword="null"/> if it names nothing that a bridge can do without.</returns>
    public BrokerLimits? Without(MqttClientConnectResultCode refusal) => refusal switch
    {
        MqttClientConnectResultCode.QoSNotSupported when QualityOfService > MqttQualityOfServiceLevel.AtMostOnce =>
            this with { QualityOfService = MqttQualityOfServiceLevel.AtMostOnce },
        MqttClientConnectResultCode.RetainNotSupported when Retains => this with { Retains = false },
        _ => null,
    };

    /// <summary>What does not work with this broker, in sentences.</summary>
    public IEnumerable<string> Limitations()
    {
        if (!HasProperties)
        {
            yield return "the broker speaks MQTT 3.1.1: messages have no content type and no correlation data";
        }

        if (QualityOfService < MqttQualityOfServiceLevel.AtLeastOnce)
        {
            yield return "the broker acknowledges nothing (maximum QoS 0): what is on its way when a connection breaks is lost";
        }

        if (!Retains)
        {
            yield return "the broker retains nothing: a subscriber gets no reading and no status before the next one is published";
        }
    }
}
