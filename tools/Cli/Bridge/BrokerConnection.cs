using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Sensorcast.Cli.Bridge;

/// <summary>Connects to a broker: with the version that it speaks, and without what it refuses.</summary>
internal static class BrokerConnection
{
    /// <summary>How a broker of MQTT 3.1.1 refuses another version (MQTT 3.1.1 section 3.2.2.3).</summary>
    private const MqttClientConnectResultCode UnacceptableVersion = (MqttClientConnectResultCode)1;

    /// <summary>Connects.</summary>
    /// <param name="client">The client.</param>
    /// <param name="known">What is known of the broker from before.</param>
    /// <param name="options">The options for a broker of such limits.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The broker's limits, and what it answered.</returns>
    /// <exception cref="MqttCommunicationException">It refuses, or cannot be reached.</exception>
    public static async Task<(BrokerLimits Limits, MqttClientConnectResult Result)> ConnectAsync(
        BrokerClient client, BrokerLimits known, Func<BrokerLimits, MqttClientOptions> options, CancellationToken cancellation)
    {
        (BrokerLimits limits, MqttClientConnectResult result) = await ConnectByVersionAsync(client, known, options, cancellation);
        while (limits.Without(result.ResultCode) is BrokerLimits less)
        {
            limits = less;
            result = await client.ConnectAsync(options(limits), cancellation);
        }

        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new MqttCommunicationException(Refusal(result));
        }

        // The broker does not announce what it has refused.
        BrokerLimits announced = (BrokerLimits.None with { Version = limits.Version }).With(result);
        return (announced with { QualityOfService = limits.With(result).QualityOfService, Retains = limits.With(result).Retains }, result);
    }

    /// <summary>Subscribes to a topic.</summary>
    /// <returns>Why the broker refuses, or <see langword="null"/>.</returns>
    public static async Task<string?> SubscribeAsync(BrokerClient client, string topic, BrokerLimits limits, CancellationToken cancellation)
    {
        // RabbitMQ before 3.13 has a durable queue for a subscription with QoS 1. While the queue's node is down, the client cannot
        // subscribe on another one. With a clean session QoS 0 loses nothing.
        MqttQualityOfServiceLevel qualityOfService =
            limits.HasProperties ? limits.QualityOfService : MqttQualityOfServiceLevel.AtMostOnce;
        MqttClientSubscribeResult subscribed = await client.SubscribeAsync(topic, qualityOfService, cancellation);
        return subscribed.Items.FirstOrDefault(static item =>
            item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is MqttClientSubscribeResultItem item
            ? $"refused the subscription to {topic} ({item.ResultCode})"
            : null;
    }

    /// <summary>The options that do not depend on what the connection is for.</summary>
    public static MqttClientOptionsBuilder Options(BridgePlan plan, BrokerLimits limits, string clientId)
    {
        bool isTls = plan.Broker.Scheme == "mqtts";
        int port = plan.Broker.IsDefaultPort ? isTls ? 8883 : 1883 : plan.Broker.Port;
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(limits.Version)
            .WithTcpServer(plan.Broker.IdnHost, port)
            .WithTlsOptions(tls => tls.UseTls(isTls))
            .WithClientId(clientId)
            .WithCleanStart()
            .WithKeepAlivePeriod(BrokerLimits.None.KeepAlive);
        return plan.User is null ? options : options.WithCredentials(plan.User, plan.Password ?? "");
    }

    /// <summary>
    /// Connects with MQTT 5, or with 3.1.1 if the broker does not know that: it may refuse as either version does, or just close the
    /// connection. The newer version is tried first each time, as a broker may be replaced.
    /// </summary>
    private static async Task<(BrokerLimits Limits, MqttClientConnectResult Result)> ConnectByVersionAsync(
        BrokerClient client, BrokerLimits known, Func<BrokerLimits, MqttClientOptions> options, CancellationToken cancellation)
    {
        BrokerLimits newer = known with { Version = MqttProtocolVersion.V500 };
        try
        {
            MqttClientConnectResult result = await client.ConnectAsync(options(newer), cancellation);
            if (result.ResultCode is not (UnacceptableVersion or MqttClientConnectResultCode.UnsupportedProtocolVersion))
            {
                return (newer, result);
            }
        }
        catch (MqttCommunicationException e)
            when (e.GetBaseException() is not SocketException { SocketErrorCode: not SocketError.ConnectionReset })
        {
            // It accepted the connection, and rejected what it read.
        }

        BrokerLimits older = known with { Version = MqttProtocolVersion.V311 };
        return (older, await client.ConnectAsync(options(older), cancellation));
    }

    private static string Refusal(MqttClientConnectResult result)
    {
        string why = result.ResultCode switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized =>
                "it wants another user or password (mqtt://user@host and --password-file)",
            MqttClientConnectResultCode.UnsupportedProtocolVersion => "it speaks neither MQTT 5 nor 3.1.1",
            MqttClientConnectResultCode.ServerMoved or MqttClientConnectResultCode.UseAnotherServer
                when result.ServerReference is { Length: > 0 } other =>
                $"it names another broker, {other}",
            _ => result.ResultCode.ToString(),
        };
        return result.ReasonString is { Length: > 0 } reason ? $"it refused: {why}, {reason}" : $"it refused: {why}";
    }
}
