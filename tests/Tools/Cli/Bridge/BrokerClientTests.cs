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

    /// <summary>
    /// MQTTnet reports what it hears on several threads, in no order: a broker may end a connection that it has just accepted.
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

        // First an attempt that fails, as a broker of MQTT 3.1.1 has it.
        await events.RaiseAsync("Connecting", new MqttClientConnectingEventArgs(new MqttClientOptions()));
        await events.RaiseAsync("Disconnected", Ended(new MqttConnectingFailedException("No answer", null)));
        await events.RaiseAsync("Connecting", new MqttClientConnectingEventArgs(new MqttClientOptions()));
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

    [TestMethod]
    public async Task An_attempt_that_fails_is_no_end()
    {
        IMqttClient source = DispatchProxy.Create<IMqttClient, FailingClient>();
        int ends = 0;
        var end = new ConnectionEnd(source, () => ends++);
        var events = (FailingClient)source;
        foreach (Exception? failure in (Exception?[])[new MqttConnectingFailedException("No answer", null), null])
        {
            await events.RaiseAsync("Connecting", new MqttClientConnectingEventArgs(new MqttClientOptions()));
            await events.RaiseAsync("Disconnected", Ended(failure));
        }

        Assert.IsFalse(end.WasConnected);
        await events.RaiseAsync("Connecting", new MqttClientConnectingEventArgs(new MqttClientOptions()));
        await events.RaiseAsync("Connected", null);
        await events.RaiseAsync("Disconnected", Ended(new MqttConnectingFailedException("Late", null)));
        Assert.AreEqual(0, ends);
        Assert.IsFalse(end.WaitAsync(default).IsCompleted);
        Assert.IsTrue(end.WasConnected);
    }

    private static MqttClientDisconnectedEventArgs Ended(Exception? failure) =>
        new(false, null, MqttClientDisconnectReason.ServerBusy, null, null, failure);

    private static MqttApplicationMessage Message => new() { Topic = "topic" };

    private static BrokerClient FailingWith(Type failure)
    {
        IMqttClient client = DispatchProxy.Create<IMqttClient, FailingClient>();
        ((FailingClient)client).Failure = failure;
        return new BrokerClient(client: client);
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
