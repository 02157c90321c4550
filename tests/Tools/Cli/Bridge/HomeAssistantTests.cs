using System.Collections.Concurrent;
using System.Text.Json;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A bridged board and a program that does what Home Assistant documents, over a real broker.</summary>
[TestClass]
public class HomeAssistantTests
{
    private const int LongTest = 2 * Limits.Test;
    private const string Topic = "home/ha/device/sensorcast-attic/config";

    /// <summary>The result for a message is kept: it is not rendered at each check.</summary>
    private static readonly ConcurrentDictionary<(string Template, string Payload), string> Rendered = new();

    [TestMethod, Timeout(LongTest)]
    public async Task Finds_the_board_shows_it_and_switches_its_lamp()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "#");
        using CliProcess bridge = Start(host.Url, broker.Port, "--commands");
        JsonElement message = await DiscoveryAsync(subscriber, "switch-demo-lamp");
        JsonElement lamp = message.GetProperty("components").GetProperty("switch-demo-lamp");
        string state = Text(lamp, "state_topic");
        string command = Text(lamp, "command_topic");

        await subscriber.WaitAsync(() => State(subscriber, lamp) == Text(lamp, "payload_off"));
        await subscriber.PublishAsync(command, Text(lamp, "payload_on"));
        await subscriber.WaitAsync(() => State(subscriber, lamp) == Text(lamp, "payload_on"));
        Assert.AreEqual("online", subscriber.On(Text(message, "availability_topic"))[^1]);

        JsonElement dimmer = message.GetProperty("components").GetProperty("number-demo-dimmer");
        await subscriber.PublishAsync(Text(dimmer, "command_topic"), "0.35");
        await subscriber.WaitAsync(() => State(subscriber, dimmer) == "0.35");
        await subscriber.PublishAsync(command, "ON");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/result/demo-lamp").Contains("""{"error":"not-understood"}"""));
        await subscriber.PublishAsync(Text(dimmer, "command_topic"), "1.01");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/result/demo-dimmer").Contains("""{"error":"out-of-range"}"""));

        foreach (string entity in new[] { "sensor-demo-wave", "binary_sensor-demo-contact", "sensor-demo-phase" })
        {
            JsonElement shown = (await DiscoveryAsync(subscriber, entity)).GetProperty("components").GetProperty(entity);
            await subscriber.WaitAsync(() => subscriber.On(Text(shown, "state_topic")).Length > 0);
            Assert.MatchesRegex(@"^(-?\d+\.\d+|true|false|\w+)$", State(subscriber, shown));
        }

        bridge.Interrupt();
        await subscriber.WaitAsync(() => subscriber.On(Text(message, "availability_topic"))[^1] == "offline");
        Assert.AreEqual("sensorcast/attic/readings/demo-lamp", state);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Receives_the_channels_again_when_it_starts_and_removed_ones()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "#");
        await subscriber.PublishAsync(
            Topic, """{"components":{"sensor-old":{"platform":"sensor","unique_id":"sensorcast-attic-old","state_topic":"x"}}}""",
            isRetained: true);
        using CliProcess bridge = Start(host.Url, broker.Port);

        // The channels may be published before the earlier message has arrived; then they are published again.
        await subscriber.WaitAsync(() => subscriber.On(Topic).LastOrDefault() is string last
            && last.Contains("\"sensor-old\":", StringComparison.Ordinal)
            && last.Contains("\"binary_sensor-demo-lamp\":", StringComparison.Ordinal));
        JsonElement message = await DiscoveryAsync(subscriber, "binary_sensor-demo-lamp");
        Assert.AreEqual("""{"platform":"sensor"}""", message.GetProperty("components").GetProperty("sensor-old").GetRawText());

        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/readings/demo-phase").Length > 0);
        int published = subscriber.On(Topic).Length;
        int status = subscriber.On("sensorcast/attic/status").Length;
        await subscriber.PublishAsync("home/ha/status", "offline");
        await subscriber.PublishAsync("home/ha/status", "online");
        await subscriber.WaitAsync(() =>
            subscriber.On(Topic).Length > published && subscriber.On("sensorcast/attic/status").Length > status);

        // A reading with one decimal more may cause another message, which differs from the one before.
        string[] messages = subscriber.On(Topic)[(published - 1)..];
        Assert.HasCount(
            1, messages.Skip(1).Where((message, i) => message == messages[i]).ToArray(), "Once, and not when it goes.");
    }

    private static CliProcess Start(Uri board, int brokerPort, params string[] arguments) =>
        new(["bridge", "--board", $"attic={board}", "--broker", $"mqtt://127.0.0.1:{brokerPort}", "--home-assistant", "--discovery-prefix",
            "home/ha", .. arguments]);

    /// <summary>Waits for a message that names an entity.</summary>
    private static async Task<JsonElement> DiscoveryAsync(Subscriber subscriber, string entity)
    {
        await subscriber.WaitAsync(() =>
            subscriber.On(Topic).LastOrDefault()?.Contains($"\"{entity}\":", StringComparison.Ordinal) == true);
        using var json = JsonDocument.Parse(subscriber.On(Topic)[^1]);
        HomeAssistantSchema.Check(Topic, json.RootElement);
        Assert.AreEqual("sensorcast-attic", json.RootElement.GetProperty("device").GetProperty("identifiers")[0].GetString());
        return json.RootElement.Clone();
    }

    /// <summary>What Home Assistant shows: its template library applied to the newest message on the state topic.</summary>
    private static string State(Subscriber subscriber, JsonElement entity)
    {
        const string Script = """
            import json, sys
            from jinja2.sandbox import ImmutableSandboxedEnvironment
            print(ImmutableSandboxedEnvironment().from_string(sys.argv[1]).render(value=sys.argv[2], value_json=json.loads(sys.argv[2])), end="")
            """;
        string template = Text(entity, "value_template");
        string? payload = subscriber.On(Text(entity, "state_topic")).LastOrDefault();
        return payload is null ? "" : Rendered.GetOrAdd(
            (template, payload),
            static shown => ToolProcess.Run("/usr/bin/python3", ["-c", Script, shown.Template, shown.Payload], Limits.Wait));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
