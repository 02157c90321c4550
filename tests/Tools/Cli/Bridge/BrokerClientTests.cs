using System.Reflection;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Sensorcast.Cli.Bridge;

namespace Sensorcast.Tests.CliTests;

/// <summary>Calls to a broker over a connection that is lost meanwhile.</summary>
[TestClass]
public class BrokerClientTests
{
    /// <summary>The undocumented exceptions of MQTTnet 5.2 after it has closed the connection.</summary>
    [TestMethod]
    [DataRow(typeof(NullReferenceException))]
    [DataRow(typeof(ObjectDisposedException))]
    [DataRow(typeof(OperationCanceledException))]
    public async Task A_failure_of_the_library_is_a_lost_connection(Type failure)
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
    public async Task A_cancelled_call_is_not_a_lost_connection()
    {
        using BrokerClient client = FailingWith(typeof(NullReferenceException));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => client.PublishAsync(Message, cancelled));
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => client.DisconnectAsync(cancelled));
    }

    /// <summary>
    /// MQTTnet reports events on several threads, in no order: a broker may end a connection that it has just accepted.
    /// </summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task The_reason_of_an_end_is_there_however_soon_it_comes(bool isBeforeConnected)
    {
        IMqttClient source = DispatchProxy.Create<IMqttClient, FailingClient>();
        int ends = 0;
        var end = new ConnectionEnd(source, () => ends++);
        var events = (FailingClient)source;

        Func<Task>[] reports =
        [
            () => events.RaiseAsync("Disconnected", Ended(null)),
            () => events.RaiseAsync("Connected", null),
        ];
        await reports[isBeforeConnected ? 0 : 1]();
        Assert.AreEqual(0, ends);
        await reports[isBeforeConnected ? 1 : 0]();

        Assert.AreEqual(1, ends);
        Task<MqttClientDisconnectedEventArgs?> reason = end.WaitAsync(default);
        Assert.IsTrue(reason.IsCompleted, "It need not be waited for");
        Assert.AreEqual(MqttClientDisconnectReason.ServerBusy, (await reason)?.Reason);
    }

    /// <summary>As with a broker of MQTT 3.1.1, which resets the connection of a client that speaks MQTT 5.</summary>
    [TestMethod]
    public async Task An_attempt_that_fails_is_no_end_of_the_next_connection_however_late_it_is_reported()
    {
        List<FailingClient> clients = [];
        int ends = 0;
        using var client = new BrokerClient(
            onEnd: () => ends++,
            factory: () =>
            {
                IMqttClient source = FailingSource(typeof(OperationCanceledException));
                clients.Add((FailingClient)source);
                return source;
            });
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.ConnectAsync(new MqttClientOptions(), default));
        }

        Assert.HasCount(3, clients);
        await clients[0].RaiseAsync("Disconnected", Ended(new MqttConnectingFailedException("No answer", null)));
        Assert.IsFalse(client.End.WasConnected);
        await clients[1].RaiseAsync("Disconnected", Ended(null));
        await clients[2].RaiseAsync("Connected", null);
        await clients[1].RaiseAsync("Disconnected", Ended(null));

        Assert.IsTrue(client.End.WasConnected);
        Assert.AreEqual(0, ends);
        Assert.IsFalse(client.End.WaitAsync(default).IsCompleted);
        await clients[2].RaiseAsync("Disconnected", Ended(null));
        Assert.AreEqual(1, ends);
        Assert.AreEqual(MqttClientDisconnectReason.ServerBusy, (await client.End.WaitAsync(default))?.Reason);
    }

    [TestMethod]
    public async Task A_client_that_has_not_tried_to_connect_is_not_replaced()
    {
        int made = 0;
        using var client = new BrokerClient(
            factory: () =>
            {
                made++;
                return FailingSource(typeof(NullReferenceException));
            });

        await Assert.ThrowsExactlyAsync<MqttCommunicationException>(() => client.ConnectAsync(new MqttClientOptions(), default));

        Assert.AreEqual(1, made);
    }

    private static MqttClientDisconnectedEventArgs Ended(Exception? failure) =>
        new(false, null, MqttClientDisconnectReason.ServerBusy, null, null, failure);

    private static MqttApplicationMessage Message => new() { Topic = "topic" };

    private static BrokerClient FailingWith(Type failure) => new(factory: () => FailingSource(failure));

    private static IMqttClient FailingSource(Type failure)
    {
        IMqttClient client = DispatchProxy.Create<IMqttClient, FailingClient>();
        ((FailingClient)client).Failure = failure;
        return client;
    }

    public class FailingClient : DispatchProxy
    {
        private readonly Dictionary<string, Delegate> _handlers = [];

        public Type Failure { get; set; } = typeof(Exception);

        /// <summary>Raises an event.</summary>
        public Task RaiseAsync(string name, EventArgs? args) =>
            (Task?)_handlers.GetValueOrDefault($"add_{name}Async")?.DynamicInvoke([args]) ?? Task.CompletedTask;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.IsSpecialName && args is [Delegate handler])
            {
                _handlers[targetMethod.Name] = handler;
            }

            return targetMethod.Name.EndsWith("Async", StringComparison.Ordinal) && !targetMethod.IsSpecialName
                ? throw (Exception)(Failure == typeof(ObjectDisposedException)
                    ? new ObjectDisposedException("client") : Activator.CreateInstance(Failure)!)
                : null;
        }
    }
}
