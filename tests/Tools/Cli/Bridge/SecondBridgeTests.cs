using System.Text.Json;
using MQTTnet.Formatter;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Two bridges of one board: one publishes, and the other one stands by.</summary>
[TestClass]
public class SecondBridgeTests
{
    private const int LongTest = 8 * Limits.Test;
    private const string Announced = "sensorcast/attic/bridge";
    private const string StandsBy = "This one stands by";

    [TestMethod, Timeout(LongTest)]
    public async Task It_stands_by_and_takes_over_from_one_that_ends_or_dies()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        await StandByAsync(host.Url, broker.Port, subscriber);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status")[^1] == "offline");
    }

    [TestMethod, Timeout(LongTest)]
    public async Task It_stands_by_with_a_broker_of_MQTT_3_1_1_too()
    {
        using var broker = new AedesBroker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker.Port, "sensorcast/attic/#", MqttProtocolVersion.V311);
        await StandByAsync(host.Url, broker.Port, subscriber);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Of_two_that_start_together_one_publishes()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        using CliProcess one = Start(host.Url, broker.Port);
        using CliProcess other = Start(host.Url, broker.Port);
        await Until.TrueAsync(() => new[] { one, other }.Any(Yields), "Neither yields.");

        await AssertOnePublishesAsync(subscriber);
        Assert.HasCount(1, new[] { one, other }.Where(Yields).ToArray(), one.Said + other.Said);

        static bool Yields(CliProcess bridge) =>
            bridge.Said.Contains(StandsBy, StringComparison.Ordinal)
                || bridge.Said.Contains("is there a second bridge?", StringComparison.Ordinal);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_retained_message_of_another_bridge_or_program_is_not_taken_for_a_running_bridge()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        await subscriber.PublishAsync(Announced, """{"instance":"0000crashed"}""", isRetained: true);
        using CliProcess bridge = Start(host.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 0);

        foreach (string stranger in new[] { "", "{not json", "17", "\"\\ud800\"", """{"instance":5}""", """{"instance":""}""" })
        {
            await subscriber.PublishAsync(Announced, stranger);
        }

        int before = subscriber.On("sensorcast/attic/packs").Length;
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > before + 50);
        Assert.HasCount(
            1, bridge.Said.Split('\n').Where(static line => line.Contains("connected to", StringComparison.Ordinal)).ToArray(),
            bridge.Said);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Two_brokers_that_found_each_other_again_leave_the_board_to_one_of_two_bridges()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        using CliProcess bridge = Start(host.Url, broker.Port);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 0);

        // Another one, of a later version, which has to yield: the first one answers it.
        int before = subscriber.On(Announced).Length;
        await subscriber.PublishAsync(Announced, """{"instance":"zzzz","host":"cellar","version":"9.0","colour":"blue"}""");
        await subscriber.WaitAsync(() => subscriber.On(Announced).Length >= before + 2);
        using (var answer = JsonDocument.Parse(subscriber.On(Announced)[^1]))
        {
            Assert.AreEqual(8, answer.RootElement.GetProperty("instance").GetString()!.Length);
        }

        // And one that keeps publishing.
        await subscriber.PublishAsync(Announced, """{"instance":"!","host":"cellar\u001b","version":"9.0"}""");
        await bridge.SaysAsync("is left to the bridge ! on cellar, version 9.0, which publishes this board, too");
    }

    private static async Task StandByAsync(Uri board, int brokerPort, Subscriber subscriber)
    {
        using CliProcess one = Start(board, brokerPort);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 20);
        using CliProcess other = Start(board, brokerPort);
        await other.SaysAsync(StandsBy);
        await AssertOnePublishesAsync(subscriber);
        Assert.DoesNotContain("second bridge", one.Said);

        one.Kill();
        await other.SaysAsync("no other bridge publishes this board any more");
        await AssertOnePublishesAsync(subscriber);

        using CliProcess third = Start(board, brokerPort);
        await third.SaysAsync(StandsBy);
        other.Interrupt();
        await other.WaitForExitAsync();
        await third.SaysAsync("no other bridge publishes this board any more");
        await AssertOnePublishesAsync(subscriber);
        Assert.AreEqual("online", subscriber.On("sensorcast/attic/status")[^1]);
        third.Interrupt();
        await third.WaitForExitAsync();
    }

    /// <summary>From now on each pack comes once, in order.</summary>
    private static async Task AssertOnePublishesAsync(Subscriber subscriber)
    {
        int before = subscriber.On("sensorcast/attic/packs").Length;
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > before + 80);
        long[] sequences = [.. subscriber.On("sensorcast/attic/packs").Skip(before + 1).Select(Sequence)];
        CollectionAssert.AreEqual(Enumerable.Range(0, sequences.Length).Select(i => sequences[0] + i).ToArray(), sequences);
    }

    private static long Sequence(string pack)
    {
        using var json = JsonDocument.Parse(pack);
        return json.RootElement[0].GetProperty("seq").GetInt64();
    }

    private static CliProcess Start(Uri board, int brokerPort) =>
        new("bridge", "--board", $"attic={board}", "--broker", $"mqtt://127.0.0.1:{brokerPort}");
}
