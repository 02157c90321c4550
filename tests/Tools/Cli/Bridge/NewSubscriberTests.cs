using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Formatter;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A new subscriber needs no earlier message, and a channel that no longer exists disappears.</summary>
[TestClass]
public class NewSubscriberTests
{
    private const int LongTest = 4 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    public async Task A_new_subscriber_gets_the_description_and_the_recent_readings()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using CliProcess bridge = Start(broker.Port, host.Url);
        using Subscriber witness = await Subscriber.ConnectAsync(broker, "sensorcast/attic/history");
        await witness.WaitAsync(() => witness.Messages().Length > 0);

        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/recent");
        await subscriber.WaitAsync(() => subscriber.Messages().Length > 0);
        MqttApplicationMessage message = subscriber.Messages()[0];
        Assert.IsTrue(message.Retain || subscriber.Messages().Length == 1);
        Assert.AreEqual("application/senml+json", message.ContentType);

        // The board's description of each channel, unchanged.
        JsonArray recent = Pack(subscriber)!;
        JsonArray first = JsonNode.Parse(witness.On("sensorcast/attic/history")[0])!.AsArray();
        Assert.AreEqual((string?)first[0]!["bn"], (string?)recent[0]!["bn"]);
        foreach (IGrouping<string, JsonNode> channel in Channels(first))
        {
            IGrouping<string, JsonNode> same = Channels(recent).Single(one => one.Key == channel.Key);
            Assert.AreEqual(Description(channel.First()), Description(same.First()), channel.Key);
        }

        Assert.IsGreaterThan(1, Channels(recent).Single(static one => one.Key == "demo-vibration").Count());
    }

    /// <summary>Subscribes to the packs, requests the recent readings, and has every pack from then on.</summary>
    [TestMethod, Timeout(LongTest)]
    public async Task A_subscriber_that_requests_the_recent_readings_misses_no_pack()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using CliProcess bridge = Start(broker.Port, host.Url);
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/+");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 50 && Pack(subscriber) is not null);
        int before = subscriber.On("sensorcast/attic/recent").Length;
        await subscriber.PublishAsync("sensorcast/attic/get/recent", "");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/recent").Length > before);

        long sequence = (long)Pack(subscriber)![0]!["seq"]!;
        long[] packs = [.. subscriber.On("sensorcast/attic/packs").Select(static pack => (long)JsonNode.Parse(pack)![0]!["seq"]!)];
        Assert.IsGreaterThan(packs[0], sequence, "It is newer than the first pack that came,");
        await subscriber.WaitAsync(() =>
            subscriber.On("sensorcast/attic/packs").Any(pack => (long)JsonNode.Parse(pack)![0]!["seq"]! == sequence + 1));

        // Many requests at once are answered together.
        before = subscriber.On("sensorcast/attic/recent").Length;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 100; i++)
        {
            await subscriber.PublishAsync("sensorcast/attic/get/recent", "");
        }

        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/recent").Length > before);
        await Task.Delay(1500);
        int answers = subscriber.On("sensorcast/attic/recent").Length - before;
        Assert.IsLessThanOrEqualTo(2 + (int)Stopwatch.GetElapsedTime(start).TotalSeconds, answers, "At most one a second.");
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_channel_that_the_board_no_longer_has_disappears()
    {
        using var broker = new Broker();
        var host = new LiveHost(0, "--name", "board");
        using CliProcess bridge = Start(broker.Port, host.Url);
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/+");
        await subscriber.WaitAsync(() => Has(subscriber, "demo-lamp"));
        host.Dispose();

        using var bare = new HostProcess("--port", host.Url.Port.ToString(CultureInfo.InvariantCulture), "--name", "board");
        bare.ReadLine();
        await subscriber.WaitAsync(() => !Has(subscriber, "demo-lamp") && Has(subscriber, "cpu"));

        using Subscriber later = await Subscriber.ConnectAsync(broker, "sensorcast/attic/recent");
        await later.WaitAsync(() => Has(later, "cpu"));
        Assert.IsFalse(Has(later, "demo-lamp"));
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_board_is_forgotten_and_others_stay()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        string url = $"mqtt://127.0.0.1:{broker.Port}";
        using (var bridge = new CliProcess(
            ["bridge", "--board", $"attic={host.Url}", "--board", $"shed={host.Url}", "--broker", url, "--home-assistant"]))
        {
            using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "#");
            await subscriber.WaitAsync(() => subscriber.On("sensorcast/shed/readings/demo-lamp").Length > 0
                && subscriber.On("sensorcast/attic/readings/demo-lamp").Length > 0);

            (int early, _, string warning) = await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", url);
            Assert.AreEqual(1, early);
            Assert.MatchesRegex(@"^attic: \d\d+ retained messages removed\. A bridge still publishes this board", warning);
            bridge.Interrupt();
            await bridge.WaitForExitAsync();
        }

        (int code, _, string errors) = await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", url);
        Assert.AreEqual(0, code, errors);
        Assert.MatchesRegex(@"^attic: [1-9]\d* retained messages removed\n$", errors);

        using Subscriber after = await Subscriber.ConnectAsync(broker, "#");
        await after.WaitAsync(() => after.On("sensorcast/shed/readings/demo-lamp").Length > 0
            && after.On("homeassistant/device/sensorcast-shed/config").Length > 0);
        await Task.Delay(500);
        Assert.AreEqual(
            "", string.Join(
                ' ', after.Messages().Select(static message => message.Topic)
                    .Where(static topic => topic.Contains("attic", StringComparison.Ordinal))));

        (code, _, errors) = await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", url);
        Assert.AreEqual(0, code, errors);
        Assert.Contains("attic: the broker shows no retained message of it", errors);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_broker_that_cannot_be_reached_or_refuses_is_reported()
    {
        (int code, _, string errors) =
            await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", $"mqtt://127.0.0.1:{LoopbackPort.Free()}");
        Assert.AreEqual(1, code);
        Assert.StartsWith("The broker at 127.0.0.1:", errors);

        // All may read, and only the bridge may publish.
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("acl"), "topic read #\nuser bridge\ntopic readwrite #\n");
        using var broker = new Broker("user root", $"acl_file {folder.File("acl")}");
        using var host = new LiveHost(0, "--name", "board");
        using var bridge = new CliProcess(["bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://bridge@127.0.0.1:{broker.Port}"]);
        using Subscriber reader = await Subscriber.ConnectAsync(broker, "sensorcast/attic/recent");
        await reader.WaitAsync(() => Has(reader, "demo-lamp"));
        (code, _, errors) = await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", $"mqtt://127.0.0.1:{broker.Port}");
        Assert.AreEqual(1, code, errors);
        Assert.Contains("it refused to remove", errors);
        (code, _, errors) = await CliProcess.RunAsync("bridge", "--forget", "cellar", "--broker", $"mqtt://127.0.0.1:{broker.Port}");
        Assert.AreEqual(0, code, errors);
        Assert.Contains("cellar: the broker shows no retained message of it", errors);
    }

    /// <summary>RabbitMQ delivers retained messages for a topic, not for a wildcard.</summary>
    [TestMethod, Timeout(LongTest)]
    public async Task RabbitMQ_serves_new_subscribers_and_forgets_a_board()
    {
        const string Board = "forgotten";
        RabbitBroker broker = RabbitBroker.Shared;
        using var host = new LiveHost(0, "--name", "board");
        using (CliProcess bridge = Start(broker.Port, host.Url, Board))
        {
            using Subscriber subscriber =
                await Subscriber.ConnectAsync(broker.Port, $"sensorcast/{Board}/recent", MqttProtocolVersion.V311);
            await subscriber.WaitAsync(() => Has(subscriber, "demo-lamp", Board));
            int before = subscriber.Messages().Length;
            await subscriber.PublishAsync($"sensorcast/{Board}/get/recent", "");
            await subscriber.WaitAsync(() => subscriber.Messages().Length > before);
            await Subscriber.RetainedAsync(broker.Port, $"sensorcast/{Board}/readings/demo-wave", MqttProtocolVersion.V311);
            bridge.Interrupt();
            await bridge.WaitForExitAsync();
        }

        (int code, _, string errors) =
            await CliProcess.RunAsync("bridge", "--forget", Board, "--broker", $"mqtt://127.0.0.1:{broker.Port}");
        Assert.AreEqual(0, code, errors);
        Assert.MatchesRegex($@"{Board}: \d\d+ retained messages removed", errors);
        foreach (string topic in new[] { "recent", "status", "readings/demo-wave" })
        {
            using Subscriber later = await Subscriber.ConnectAsync(broker.Port, $"sensorcast/{Board}/{topic}", MqttProtocolVersion.V311);
            await Task.Delay(300);
            Assert.IsEmpty(later.Messages(), topic);
        }
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Aedes_serves_new_subscribers_and_forgets_a_board()
    {
        using var broker = new AedesBroker();
        using var host = new LiveHost(0, "--name", "board");
        using (CliProcess bridge = Start(broker.Port, host.Url))
        {
            using Subscriber subscriber = await Subscriber.ConnectAsync(broker.Port, "sensorcast/attic/recent", MqttProtocolVersion.V311);
            await subscriber.WaitAsync(() => Has(subscriber, "demo-lamp"));
            bridge.Interrupt();
            await bridge.WaitForExitAsync();
        }

        (int code, _, string errors) =
            await CliProcess.RunAsync("bridge", "--forget", "attic", "--broker", $"mqtt://127.0.0.1:{broker.Port}");
        Assert.AreEqual(0, code, errors);
        using Subscriber later = await Subscriber.ConnectAsync(broker.Port, "sensorcast/#", MqttProtocolVersion.V311);
        await Task.Delay(300);
        Assert.IsEmpty(later.Messages());
    }

    private static CliProcess Start(int port, Uri url, string board = "attic") =>
        new(["bridge", "--board", $"{board}={url}", "--broker", $"mqtt://127.0.0.1:{port}"]);

    private static JsonArray? Pack(Subscriber subscriber, string board = "attic") =>
        subscriber.On($"sensorcast/{board}/recent") is [.., string last] ? JsonNode.Parse(last)!.AsArray() : null;

    private static bool Has(Subscriber subscriber, string channel, string board = "attic") =>
        Pack(subscriber, board) is JsonArray pack && pack.Any(record => (string?)record!["n"] == channel);

    private static IEnumerable<IGrouping<string, JsonNode>> Channels(JsonArray pack) =>
        pack.Where(static record => record!["n"] is not null).GroupBy(static record => (string)record!["n"]!)!;

    /// <summary>The fields without the reading and the base fields.</summary>
    private static string Description(JsonNode record)
    {
        string[] others = ["bn", "bt", "seq", "t", "v", "vb", "vs"];
        return string.Join(' ', record.AsObject()
            .Where(field => !others.Contains(field.Key))
            .OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(static field => $"{field.Key}={TextOf(field.Value!)}"));
    }

    private static string TextOf(JsonNode node) => node is JsonValue value && value.TryGetValue(out decimal number)
        ? number.ToString("0.######", CultureInfo.InvariantCulture)
        : node.ToJsonString();
}
