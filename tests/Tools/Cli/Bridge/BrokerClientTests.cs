using System.Reflection;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Sensorcast.Cli.Bridge;

namespace Sensorcast.Tests.CliTests;

/// <summary>Calls to a broker over a connection that is lost meanwhile.</summary>
[TestClass]
public class BrokerClientTests
{
    /// <summary>What MQTTnet 5.2 fails with when it has taken the connection apart, besides what it documents.</summary>
    [TestMethod]
    [DataRow(typeof(NullReferenceException))]
    [DataRow(typeof(ObjectDisposedException))]
    [DataRow(typeof(OperationCanceledException))]
    public async Task What_the_library_fails_with_is_a_lost_connection(Type failure)
    {
        using BrokerClient client = FailingWith(failure);

        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.ConnectAsync(new MqttClientOptions(), default));
        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(
            () => client.SubscribeAsync("topic", MqttQualityOfServiceLevel.AtLeastOnce, default));
        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.PublishAsync(Message, default));
        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.StartPublishing(Message));
        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.PingAsync(default));
        await client.DisconnectAsync(default);
    }

    [TestMethod]
    public async Task What_is_cancelled_is_no_lost_connection()
    {
        using BrokerClient client = FailingWith(typeof(NullReferenceException));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => client.PublishAsync(Message, cancelled));
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => client.DisconnectAsync(cancelled));
    }

    private static MqttApplicationMessage Message => new() { Topic = "topic" };

    private static BrokerClient FailingWith(Type failure)
    {
        IMqttClient client = DispatchProxy.Create<IMqttClient, FailingClient>();
        ((FailingClient)client).Failure = failure;
        return new BrokerClient(client: client);
    }

    public class FailingClient : DispatchProxy
    {
        public Type Failure { get; set; } = typeof(Exception);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name.EndsWith("Async", StringComparison.Ordinal) && !targetMethod.IsSpecialName
                ? throw (Exception)(Failure == typeof(ObjectDisposedException)
                    ? new ObjectDisposedException("client") : Activator.CreateInstance(Failure)!)
                : null;
    }
}
