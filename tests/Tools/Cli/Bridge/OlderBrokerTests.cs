using System.Text;
using System.Text.Json;
using MQTTnet.Formatter;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Brokers that speak MQTT 3.1.1 only.</summary>
[TestClass]
public class OlderBrokerTests
{
    private const int LongTest = 4 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    public async Task Aedes_gets_every_pack_and_brings_commands()
    {
        using var broker = new AedesBroker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker.Port, "#", MqttProtocolVersion.V311);
        using var bridge = new CliProcess(
            ["bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--commands", "--home-assistant"]);
        await FurtherPacksAsync(subscriber);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/readings/demo-lamp").Length > 0);
        Assert.AreEqual("online", subscriber.On("sensorcast/attic/status")[^1]);
        AssertIsUnbroken(subscriber);
        using (var discovery = JsonDocument.Parse(subscriber.On("homeassistant/device/sensorcast-attic/config")[^1]))
        {
            HomeAssistantSchema.Check("homeassistant/device/sensorcast-attic/config", discovery.RootElement);
        }

        await CommandAsync(subscriber, "true", """{"value":true}""");
        await CommandAsync(subscriber, """{"value":false,"id":17}""", """{"value":false,"id":17}""");
        await CommandAsync(subscriber, """{"value":2,"id":"a"}""", """{"error":"wrong-type","id":"a"}""");
        await CommandAsync(subscriber, """{"id":1}""", """{"error":"not-understood","id":1}""");

        broker.Restart();
        await subscriber.ReconnectAsync();
        await FurtherPacksAsync(subscriber);
        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();
        Assert.AreEqual(0, code);
        Assert.Contains("the broker speaks MQTT 3.1.1", errors);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status")[^1] == "offline");
    }

    [TestMethod, Timeout(LongTest)]
    public async Task RabbitMQ_gets_every_pack_and_brings_commands()
    {
        const string Board = "older";
        RabbitBroker broker = RabbitBroker.Shared;
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker.Port, $"sensorcast/{Board}/#", MqttProtocolVersion.V311);
        using var bridge =
            new CliProcess(["bridge", "--board", $"{Board}={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--commands"]);
        await FurtherPacksAsync(subscriber, Board);
        AssertIsUnbroken(subscriber, Board);
        await CommandAsync(subscriber, "true", """{"value":true}""", Board);
        await CommandAsync(subscriber, """{"value":false,"id":17}""", """{"value":false,"id":17}""", Board);

        await Subscriber.RetainedAsync(broker.Port, $"sensorcast/{Board}/readings/demo-wave", MqttProtocolVersion.V311);
        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();
        Assert.AreEqual(0, code);
        Assert.Contains("the broker speaks MQTT 3.1.1", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_newer_broker_is_used_in_its_own_version()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/packs");
        using var bridge = new CliProcess(["bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}"]);
        await FurtherPacksAsync(subscriber);
        Assert.IsTrue(subscriber.Messages().All(static message => message.ContentType == "application/senml+json"));
        broker.Kill();
        broker.Start();
        await subscriber.ReconnectAsync();
        int before = subscriber.Messages().Length;
        await FurtherPacksAsync(subscriber);
        Assert.IsTrue(
            subscriber.Messages().Skip(before).All(static message => message.ContentType == "application/senml+json"),
            "Also after it was away.");
    }

    /// <summary>Each pack once, in order, none missing.</summary>
    private static void AssertIsUnbroken(Subscriber subscriber, string board = "attic")
    {
        long[] sequence = [.. subscriber.On($"sensorcast/{board}/packs").Select(Sequence)];
        CollectionAssert.AreEqual(Enumerable.Range(0, sequence.Length).Select(i => sequence[0] + i).ToArray(), sequence);
    }

    private static async Task CommandAsync(Subscriber subscriber, string payload, string result, string board = "attic")
    {
        string answers = $"sensorcast/{board}/result/demo-lamp";
        int before = subscriber.On(answers).Length;
        await subscriber.PublishAsync($"sensorcast/{board}/set/demo-lamp", Encoding.UTF8.GetBytes(payload));
        await subscriber.WaitAsync(() => subscriber.On(answers).Length > before);
        Assert.AreEqual(result, subscriber.On(answers)[^1]);
    }

    private static long Sequence(string pack)
    {
        using var json = JsonDocument.Parse(pack);
        return json.RootElement[0].GetProperty("seq").GetInt64();
    }

    private static Task FurtherPacksAsync(Subscriber subscriber, string board = "attic")
    {
        int before = subscriber.On($"sensorcast/{board}/packs").Length;
        return subscriber.WaitAsync(() => subscriber.On($"sensorcast/{board}/packs").Length >= before + 40);
    }
}
