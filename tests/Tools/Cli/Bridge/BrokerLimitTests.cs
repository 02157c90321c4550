using System.Buffers;
using System.Text.Json;
using Sensorcast.Cli.Bridge;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The bridge keeps to the limits that brokers announce, and one message delays no other.</summary>
[TestClass]
public class BrokerLimitTests
{
    private const int LongTest = 2 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    [DataRow("max_inflight_messages 1")]
    [DataRow("max_inflight_messages 3")]
    [DataRow("max_keepalive 10")]
    [DataRow("max_topic_alias 0")]
    public async Task Packs_arrive_once_and_in_order_within_the_limits_of_Mosquitto(string setting)
    {
        using var broker = new Broker(setting);
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/packs");
        using CliProcess bridge = Start(host.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.Messages().Length > 300);

        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.HasCount(
            1, errors.Split('\n').Where(static line => line.Contains("connected to", StringComparison.Ordinal)).ToArray(), errors);
        long[] sequences = [.. subscriber.Messages().Select(static message => Sequence(message.Payload.ToArray()))];
        CollectionAssert.AreEqual(Enumerable.Range(0, sequences.Length).Select(i => sequences[0] + i).ToArray(), sequences);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_broker_without_QoS_1_and_retained_messages_gets_neither()
    {
        using var broker = new Broker("max_qos 0", "retain_available false");
        using var host = new LiveHost();
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        using CliProcess bridge = Start(host.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 100
            && subscriber.On("sensorcast/attic/readings/demo-lamp").Length > 0);

        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.Contains("the broker acknowledges nothing", errors);
        Assert.Contains("the broker retains nothing", errors);
        Assert.IsFalse(subscriber.Messages().Any(static message => message.Retain));
        Assert.DoesNotContain("is gone", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_message_that_is_too_long_for_the_broker_is_dropped_and_the_rest_goes_on()
    {
        using var broker = new Broker("max_packet_size 1000");
        using var host = new LiveHost();
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        using CliProcess bridge = Start(host.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 100);

        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.IsEmpty(subscriber.On("sensorcast/attic/history"));
        Assert.MatchesRegex(
            "a message on sensorcast/attic/history was not delivered: it has [0-9]+ bytes and the broker takes 1000; [12] so far", errors);
        Assert.DoesNotContain("is gone", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_broker_without_wildcards_cannot_take_commands()
    {
        using var broker = new ScriptedBroker([0x28, 0], static _ => true);
        await using FakeBoard board = await FakeBoard.StartAsync(static client => client.WaitForCloseAsync());

        using CliProcess bridge = Start(board.Url, broker.Port, "--commands");
        (int code, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(1, code);
        Assert.Contains("takes no subscriptions with wildcards, which --commands needs", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_broker_is_pinged_as_often_as_it_wants()
    {
        using var broker = new ScriptedBroker([0x13, 0, 2], static _ => true);
        await using FakeBoard board = await FakeBoard.StartAsync(static client => client.WaitForCloseAsync());
        using CliProcess bridge = Start(board.Url, broker.Port);

        await WaitAsync(() => broker.Pings >= 3);

        Assert.AreEqual(1, broker.Connections);
    }

    [TestMethod, Timeout(LongTest)]
    [DataRow("sensorcast/attic/history")]
    [DataRow("sensorcast/attic/readings/bad")]
    [DataRow("sensorcast/attic/status")]
    public async Task A_message_that_ends_every_connection_is_given_up(string topic)
    {
        using var broker = new ScriptedBroker([0x21, 0, 1], name => name != topic);
        await using FakeBoard board = await FakeBoard.StartAsync(static async client =>
        {
            await client.SendAsync("""[{"bn":"b:","bt":1763877600,"n":"bad","ut":1,"v":1},{"n":"good","ut":1,"v":1}]""");
            await client.WaitForCloseAsync();
        });
        using CliProcess bridge = Start(board.Url, broker.Port);

        await WaitAsync(() => broker.Topics.Contains("sensorcast/attic/readings/good") && broker.Connections > 1);
        await WaitAsync(() => broker.Connections >= 6);
        int before = broker.Connections;
        await Task.Delay(3000);
        bridge.Interrupt();
        (_, _, string errors) = await bridge.WaitForExitAsync();

        Assert.AreEqual(before, broker.Connections, errors);
        Assert.Contains($"a message on {topic} was not delivered: the broker ends the connection on it; 1 so far", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_channel_that_is_no_topic_holds_up_no_other_and_one_that_vanishes_is_not_retained()
    {
        using var broker = new Broker();
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        var next = new TaskCompletionSource();
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(client.Number == 1
                ? """[{"bn":"b:","bt":1763877600,"n":"a+b","ut":1,"v":1},{"n":"c/#","ut":1,"v":1},{"n":"old","ut":1,"v":1},{"n":"good","ut":1,"v":1}]"""
                : """[{"bn":"b:","bt":1763877601,"n":"good","ut":1,"v":2}]""");
            await (client.Number == 1 ? next.Task : client.WaitForCloseAsync());
        });
        using CliProcess bridge = Start(board.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/readings/good").Length > 0
            && subscriber.On("sensorcast/attic/readings/old").Length > 0);

        next.SetResult();
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/readings/old")[^1].Length == 0);
        using Subscriber later = await Subscriber.ConnectAsync(broker, "sensorcast/attic/readings/#");
        await later.WaitAsync(() => later.Messages().Length > 0);
        bridge.Interrupt();
        (_, _, string errors) = await bridge.WaitForExitAsync();

        Assert.Contains("the channel 'a+b' has no topic of its own", errors);
        Assert.IsEmpty(later.On("sensorcast/attic/readings/old"));
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(10, 0)]
    [DataRow(100, 5)]
    [DataRow(20_000, 0)]
    [DataRow(3_000_000, 300)]
    public void The_size_of_a_packet_is_known_before_it_is_sent(int payload, int correlation)
    {
        var message = new Outgoing("a/ü", new byte[payload], Outgoing.Json, false, true, correlation == 0 ? null : new byte[correlation]);
        int properties = 3 + Outgoing.Json.Length + (correlation == 0 ? 0 : 3 + correlation);
        int rest = 2 + 4 + 2 + (properties < 128 ? 1 : 2) + properties + payload;
        Assert.AreEqual(1 + (rest < 128 ? 1 : rest < 16_384 ? 2 : rest < 2_097_152 ? 3 : 4) + rest, message.PacketSize);
    }

    private static CliProcess Start(Uri board, int brokerPort, params string[] arguments) =>
        new(["bridge", "--board", $"attic={board}", "--broker", $"mqtt://127.0.0.1:{brokerPort}", "--encoding", "json", .. arguments]);

    private static Task WaitAsync(Func<bool> condition) => Until.TrueAsync(condition, "It did not come.");

    private static long Sequence(byte[] pack)
    {
        using var json = JsonDocument.Parse(pack);
        return json.RootElement[0].GetProperty("seq").GetInt64();
    }
}
