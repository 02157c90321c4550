using MQTTnet.Formatter;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A client that has the bridge's client identifier, and is not a bridge.</summary>
[TestClass]
public class RivalTests
{
    private const int LongTest = 8 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    [DataRow("sensorcast/attic/status")]
    [DataRow("sensorcast/attic/packs")]
    [DataRow("sensorcast/attic/recent")]
    public async Task The_reason_that_a_broker_gives_is_reported_and_the_next_attempt_is_a_minute_later(string lastTopic)
    {
        const byte SessionTakenOver = 0x8E;
        using var broker = new ScriptedBroker([], topic => topic != lastTopic, reason: SessionTakenOver);
        using var host = new LiveHost(0, "--name", "board");

        // Many publications are on their way when the connection ends: their failures come first.
        using CliProcess bridge = Start(host.Url, broker.Port);
        await bridge.SaysAsync(
            "has given the connection to another client that calls itself sensorcast-attic: is there a second bridge? "
                + "Looking again in 60 s");
        await Task.Delay(5000);
        Assert.AreEqual(1, broker.Connections, bridge.Said);
    }

    /// <summary>Mosquitto 2.0 gives no reason in either version.</summary>
    [TestMethod, Timeout(LongTest)]
    public async Task With_Mosquitto_the_takeovers_become_rarer()
    {
        using var broker = new Broker();
        await FightAsync(broker.Port, MqttProtocolVersion.V500);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task With_MQTT_3_1_1_the_takeovers_become_rarer()
    {
        using var broker = new AedesBroker();
        await FightAsync(broker.Port, MqttProtocolVersion.V311);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task With_RabbitMQ_too()
    {
        await FightAsync(RabbitBroker.Shared.Port, MqttProtocolVersion.V311, "contested");
    }

    /// <summary>The broker gives no reason for the end of a connection.</summary>
    private static async Task FightAsync(int port, MqttProtocolVersion version, string board = "attic")
    {
        string identifier = $"sensorcast-{board}";
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(port, $"sensorcast/{board}/packs", version);
        using CliProcess bridge = Start(host.Url, port, board);
        await subscriber.WaitAsync(() => subscriber.Messages().Length > 20);
        using (var rival = new Rival(port, identifier, version))
        {
            await bridge.SaysAsync($"does another client call itself {identifier}?");
            await Until.TrueAsync(() => rival.Turns().Length >= 4, bridge.Said);

            // The bridge waits at least this long before the fifth attempt; on a busy machine it may take longer.
            Assert.IsGreaterThan(TimeSpan.FromSeconds(5), rival.Turns().Max(), bridge.Said);
        }

        int before = subscriber.Messages().Length;
        await subscriber.WaitAsync(() => subscriber.Messages().Length > before + 20);
        Assert.IsLessThan(20, bridge.Said.Split('\n').Length, bridge.Said);
    }

    private static CliProcess Start(Uri url, int port, string board = "attic") =>
        new("bridge", "--board", $"{board}={url}", "--broker", $"mqtt://127.0.0.1:{port}");
}
