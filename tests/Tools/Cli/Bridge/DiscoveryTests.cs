using System.Buffers;
using System.Text;
using System.Text.Json;
using Sensorcast.Cli.Bridge;
using Sensorcast.Cli.Bridge.HomeAssistant;
using Sensorcast.Client;

namespace Sensorcast.Tests.CliTests;

/// <summary>The discovery messages for Home Assistant about a board's channels.</summary>
[TestClass]
public class DiscoveryTests
{
    private readonly Dictionary<string, ChannelInfo> _channels = [];

    [TestMethod]
    public void Every_kind_of_channel_is_an_entity()
    {
        JsonElement entities = Entities(Take(
            New(takesCommands: true),
            (Info("air", "Cel") with { Title = "Air", Group = "Attic" }, 21.50m),
            (Info("door") with { Kind = "door" }, true),
            (Info("lamp") with { IsSettable = true, Kind = "light" }, false),
            (Info("a/level", "/") with { IsSettable = true, Minimum = 0m, Maximum = 1.00m, Step = 0.01m }, 0.25m),
            (Info("mode"), "heating"),
            (Info("word") with { IsSettable = true }, "on")));

        AssertEntity(
            entities, "sensor-air",
            """{"platform":"sensor","unique_id":"sensorcast-attic-air","name":"Attic Air","state_topic":"sensorcast/attic/readings/air","value_template":"{{ value_json[0].v }}","device_class":"temperature","unit_of_measurement":"°C","state_class":"measurement","suggested_display_precision":2}""");
        AssertEntity(
            entities, "binary_sensor-door",
            """{"platform":"binary_sensor","unique_id":"sensorcast-attic-door","name":"door","state_topic":"sensorcast/attic/readings/door","value_template":"{{ value_json[0].vb | tojson }}","payload_on":"true","payload_off":"false","device_class":"door"}""");
        AssertEntity(
            entities, "switch-lamp",
            """{"platform":"switch","unique_id":"sensorcast-attic-lamp","name":"lamp","state_topic":"sensorcast/attic/readings/lamp","command_topic":"sensorcast/attic/set/lamp","value_template":"{{ value_json[0].vb | tojson }}","payload_on":"true","payload_off":"false"}""");
        AssertEntity(
            entities, "number-a/level",
            """{"platform":"number","unique_id":"sensorcast-attic-a/level","name":"a/level","state_topic":"sensorcast/attic/readings/a/level","command_topic":"sensorcast/attic/set/a/level","value_template":"{{ value_json[0].v }}","min":0,"max":1.00,"step":0.01}""");
        AssertEntity(
            entities, "sensor-mode",
            """{"platform":"sensor","unique_id":"sensorcast-attic-mode","name":"mode","state_topic":"sensorcast/attic/readings/mode","value_template":"{{ value_json[0].vs }}"}""");
        AssertEntity(
            entities, "text-word",
            """{"platform":"text","unique_id":"sensorcast-attic-word","name":"word","state_topic":"sensorcast/attic/readings/word","command_topic":"sensorcast/attic/set/word","value_template":"{{ value_json[0].vs }}","command_template":"{{ value | tojson }}","max":64}""");
    }

    [TestMethod]
    public void A_channel_that_cannot_be_set_through_the_broker_is_only_shown()
    {
        JsonElement entities = Entities(Take(
            New(takesCommands: false),
            (Info("lamp") with { IsSettable = true }, false),
            (Info("level") with { IsSettable = true, Minimum = 0, Maximum = 1, Step = 1 }, 1m)));

        Assert.AreEqual(
            "binary_sensor-lamp sensor-level", string.Join(' ', entities.EnumerateObject().Select(static entity => entity.Name).Order()));
    }

    /// <summary>Home Assistant accepts every description of a channel.</summary>
    [TestMethod]
    public void Every_kind_and_every_unit_together_are_a_valid_entity()
    {
        string[] kinds = [.. DocumentedKinds(), "no-such-kind"];
        string[] units =
        [
            "Cel", "K", "%RH", "%EL", "%", "/", "/100", "/1000", "EL", "m", "mm", "cm", "km", "kg", "g", "s", "ms", "min", "h", "A", "mA",
            "V", "mV", "W", "kW", "VA", "kVA", "var", "kvar",
            "Wh", "kWh", "varh", "J", "Hz", "MHz", "Pa", "hPa", "lx", "lm", "cd", "m2", "m3", "l", "l/s", "m3/s", "m/s", "km/h", "m/s2",
            "mm/h", "W/m2", "ug/m3", "ppm", "dB", "dBm",
            "dBW", "Bspl", "count", "pH", "deg", "rad", "lat", "lon", "Ohm", "S", "S/m", "B", "bit", "bit/s", "B/s", "MB/s", "Mbit/s",
            "KiB", "GB", "beats", "beat/min", "1/min", "N", "kg/m3",
        ];
        foreach (string kind in kinds)
        {
            foreach (string unit in units)
            {
                Discovery ofUnit = New(takesCommands: true);
                Check(Take(
                    ofUnit, (Info("n", unit) with { Kind = kind }, 1.5m),
                    (Info("s", unit) with { Kind = kind, IsSettable = true, Minimum = 0, Maximum = 1, Step = 1e-9m }, 1m)));
            }

            Check(Take(New(takesCommands: true), (Info("b") with { Kind = kind }, true), (Info("t") with { Kind = kind }, "x")));
        }

        Check(Take(New(true), [.. units.Select((unit, i) => (Info($"c{i}", unit), (ReadingValue)1m))]));
    }

    /// <summary>docs/readings.md promises device classes of Home Assistant: each of them must be published with its own unit.</summary>
    [TestMethod]
    public void Every_documented_kind_is_a_device_class()
    {
        foreach (string kind in DocumentedKinds())
        {
            string[] units =
                ["Cel", "%", "/", "V", "A", "W", "VA", "var", "kWh", "J", "Hz", "hPa", "lx", "W/m2", "ug/m3", "ppm", "m", "mm", "m2", "m3",
                    "m3/s", "mm/h", "kg", "s", "m/s", "dB", "dBm", "B", "bit/s", "deg", "S/cm"];
            bool isOfNumbers = units.Any(unit => DeviceClass.OfNumbers(kind, unit) == kind);
            Assert.IsTrue(isOfNumbers || DeviceClass.OfBinary(kind) == kind, kind);
        }
    }

    [TestMethod]
    public void Publishes_only_changes()
    {
        Discovery discovery = New(takesCommands: true);
        Assert.IsNotNull(Take(discovery, (Info("a", "V"), 1.25m)));
        Assert.IsNull(Take(discovery, (Info("a", "V"), 1.3m)), "One decimal less is no news.");
        Assert.IsNotNull(Take(discovery, (Info("a", "V"), 1.375m)), "One more is.");
        Assert.IsNotNull(Take(discovery, (Info("a", "V") with { Title = "A" }, 1m)));
        Assert.IsNull(Take(discovery, (Info("a", "V") with { Title = "A" }, 1m)));
    }

    [TestMethod]
    public void A_channel_that_vanishes_is_named_without_a_configuration()
    {
        Discovery discovery = New(takesCommands: true);
        Take(discovery, (Info("a", "V"), 1m), (Info("b"), true));
        JsonElement entities = Entities(discovery.Remove("b"));
        AssertEntity(entities, "binary_sensor-b", """{"platform":"binary_sensor"}""");
        Assert.IsNull(discovery.Remove("b"));

        entities = Entities(Take(discovery, (Info("a", "V") with { IsSettable = true, Minimum = 0, Maximum = 1 }, 1m)));
        AssertEntity(entities, "sensor-a", """{"platform":"sensor"}""");
        Assert.AreEqual("number", entities.GetProperty("number-a").GetProperty("platform").GetString());
        entities = Entities(Take(discovery, (Info("b"), false)));
        Assert.IsTrue(entities.GetProperty("binary_sensor-b").TryGetProperty("unique_id", out _), "It is back.");
    }

    [TestMethod]
    public void An_entity_of_an_earlier_bridge_is_removed()
    {
        Discovery discovery = New(takesCommands: true);
        byte[] earlier =
            Encoding.UTF8.GetBytes(
                """{"components":{"sensor-a":{"platform":"sensor","unique_id":"x"},"switch-b":{"platform":"switch","unique_id":"y"},"sensor-c":{"platform":"sensor"}}}""");
        Assert.IsNull(discovery.TakeEarlier(new ReadOnlySequence<byte>(earlier)), "What the board has is not known yet.");
        JsonElement entities = Entities(Take(discovery, (Info("a", "V"), 1m)));
        Assert.AreEqual("""{"platform":"switch"}""", entities.GetProperty("switch-b").GetRawText());
        Assert.IsTrue(entities.GetProperty("sensor-a").TryGetProperty("unique_id", out _));
        Assert.IsFalse(entities.TryGetProperty("sensor-c", out _), "That was removed before.");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("hello")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{"components":[]}""")]
    [DataRow("""{"components":{"a":1}}""")]
    [DataRow("""{"components":{"a":{"unique_id":1}}}""")]
    [DataRow("""{"components":{"a":{"unique_id":1,"platform":2}}}""")]
    public void A_message_of_another_program_is_replaced(string payload)
    {
        Discovery discovery = New(takesCommands: true);
        discovery.TakeEarlier(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)));
        Assert.HasCount(1, Entities(Take(discovery, (Info("a", "V"), 1m))).EnumerateObject().ToArray());
    }

    [TestMethod]
    public void Names_that_differ_have_topics_that_differ()
    {
        string[] names = ["a.b", "a_b", "a-b", "a_2eb", "a__b"];
        string[] topics =
            [.. names.Select(static name => new Discovery("ha", new BoardTopics("s", name), Board(name), $"s-{name}", true).Topic)];
        Assert.HasCount(names.Length, topics.Distinct());
        Assert.IsTrue(topics.All(static topic => System.Text.RegularExpressions.Regex.IsMatch(topic, "^ha/device/[A-Za-z0-9_-]+/config$")));
    }

    private static IEnumerable<string> DocumentedKinds()
    {
        string page = File.ReadAllText(Path.Combine(Shared.Repository.Root, "docs", "readings.md"));
        int start = page.IndexOf("A `kind` is the name of a device class", StringComparison.Ordinal);
        string paragraph = page[start..page.IndexOf("\n\n", start, StringComparison.Ordinal)];
        return paragraph.Split('`').Where(static (_, i) => i % 2 == 1).Skip(1);
    }

    private static BridgedBoard Board(string name) => new(name, new Uri("ws://192.0.2.7/ws"), null);

    private static Discovery New(bool takesCommands) =>
        new("homeassistant", new BoardTopics("sensorcast", "attic"), Board("attic"), "sensorcast-attic", takesCommands);

    private static ChannelInfo Info(string name, string? unit = null) =>
        new($"b:{name}", unit, TimeSpan.FromSeconds(1), false, null, null, null);

    private Outgoing? Take(Discovery discovery, params (ChannelInfo Info, ReadingValue Value)[] channels)
    {
        foreach ((ChannelInfo info, _) in channels)
        {
            _channels[info.Name] = info;
        }

        Reading[] readings =
            [.. channels.Select(static one => new Reading(one.Info.Name, DateTimeOffset.UtcNow, one.Value, one.Info.Unit, false))];
        return discovery.Take(new Pack(default, SenmlEncoding.Json, 1, "b:", readings), _channels);
    }

    private static JsonElement Check(Outgoing? message)
    {
        Assert.IsNotNull(message);
        Assert.IsTrue(message.IsRetained);
        using var json = JsonDocument.Parse(message.Payload);
        HomeAssistantSchema.Check(message.Topic, json.RootElement);
        return json.RootElement.Clone();
    }

    private static JsonElement Entities(Outgoing? message) => Check(message).GetProperty("components");

    private static void AssertEntity(JsonElement entities, string key, string expected)
    {
        using var json = JsonDocument.Parse(expected);
        Assert.AreEqual(JsonSerializer.Serialize(json.RootElement), JsonSerializer.Serialize(entities.GetProperty(key)));
    }
}
