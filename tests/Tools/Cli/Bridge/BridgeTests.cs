using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MQTTnet;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast bridge</c>, with the real server and a real broker.</summary>
[TestClass]
public class BridgeTests
{
    private const int LongTest = 4 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    public async Task Every_pack_arrives_once_and_in_order_while_both_sides_are_killed_in_turn()
    {
        using var broker = new Broker();
        using var relay = new Relay(broker.Port);
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        await using var board = new DemoBoard();
        using CliProcess bridge = Start(board.Url, relay.Port);
        await FurtherPacksAsync(subscriber);
        for (int i = 0; i < 2; i++)
        {
            // A broker that is killed loses messages that it has acknowledged and not passed on: here there is none.
            board.Freeze();
            await CalmAsync(subscriber, board);
            relay.Close();
            if (i > 0)
            {
                broker.Freeze();
                board.Continue();
                int witnessed = board.Lives()[^1].Length;
                await subscriber.WaitAsync(() => board.Lives()[^1].Length > witnessed + 10);
            }

            broker.Kill();
            board.Continue();
            broker.Start();
            await subscriber.ReconnectAsync();
            relay.Open();
            await FurtherPacksAsync(subscriber);

            await board.KillAsync();
            await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status")[^1] == "offline");
            board.Restart();
            await FurtherPacksAsync(subscriber);
        }

        bridge.Interrupt();
        (int code, _, string errors) = await bridge.WaitForExitAsync();
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status")[^1] == "offline");

        Assert.AreEqual(0, code, errors);
        byte[][][] lives = Lives(Packs(subscriber));
        Pack[][] sentByBoard = board.Lives();
        Assert.HasCount(3, lives, errors);
        for (int i = 0; i < lives.Length; i++)
        {
            long[] bridged = [.. lives[i].Select(Sequence)];
            CollectionAssert.AreEqual(
                Enumerable.Range(0, bridged.Length).Select(number => bridged[0] + number).ToArray(), bridged,
                $"Run {i}: each once, in order, none missing.");

            // If the server was killed between two sends, one of both has one pack more.
            bool isKilled = i < lives.Length - 1;
            Assert.IsTrue(!isKilled
                || bridged[^1] >= sentByBoard[i][^1].Sequence - 1,
                $"Life {i}: the last pack is {bridged[^1]} of {sentByBoard[i][^1].Sequence}.");
            Dictionary<long, byte[]> sent =
                sentByBoard[i].ToDictionary(static pack => pack.Sequence!.Value, static pack => pack.Content.ToArray());
            byte[][] both = [.. lives[i].Where(pack => sent.ContainsKey(Sequence(pack)))];
            Assert.IsGreaterThan(20, both.Length);
            Assert.IsTrue(both.All(pack => pack.AsSpan().SequenceEqual(sent[Sequence(pack)])), "Byte for byte.");
        }
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_later_subscriber_gets_the_last_reading_of_each_channel()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using CliProcess bridge = Start(host.Url, broker.Port, "--encoding", "cbor", "--topic-prefix", "home/sensors");
        long start = Stopwatch.GetTimestamp();
        using (Subscriber first = await Subscriber.ConnectAsync(broker, "home/sensors/attic/#"))
        {
            await first.WaitAsync(() => first.On("home/sensors/attic/readings/demo-dimmer").Length > 0
                && first.On("home/sensors/attic/packs").Length > 200);
            MqttApplicationMessage[] packs =
                [.. first.Messages().Where(static message => message.Topic.EndsWith("/packs", StringComparison.Ordinal))];
            Assert.IsTrue(
                packs.All(static pack => pack is { Retain: false, ContentType: "application/senml+cbor" }
                    && pack.Payload.First.Span[0] is > 0x80 and < 0xA0));
            Assert.HasCount(1, first.On("home/sensors/attic/history"));
            int seconds = (int)Stopwatch.GetElapsedTime(start).TotalSeconds;
            Assert.IsLessThanOrEqualTo(seconds + 3, first.On("home/sensors/attic/readings/demo-vibration").Length, "At most one a second.");
        }

        using Subscriber later = await Subscriber.ConnectAsync(broker, "home/sensors/attic/+/#");
        await later.WaitAsync(() => later.On("home/sensors/attic/readings/demo-wave").Length > 0
            && later.On("home/sensors/attic/status").Length > 0);

        Assert.AreEqual("online", later.On("home/sensors/attic/status")[0]);
        MqttApplicationMessage last = later.Messages()
            .First(static message => message.Topic.EndsWith("/demo-wave", StringComparison.Ordinal));
        Assert.IsTrue(last.Retain);
        Assert.AreEqual("application/senml+json", last.ContentType);
        using var json = JsonDocument.Parse(last.Payload);
        JsonElement record = json.RootElement.EnumerateArray().Single();
        Assert.AreEqual("board:demo-wave", record.GetProperty("n").GetString());
        Assert.AreEqual("V", record.GetProperty("u").GetString());
        Assert.IsGreaterThan(1_700_000_000, record.GetProperty("t").GetDecimal());
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Commands_are_executed_and_answered()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        await subscriber.PublishAsync("sensorcast/attic/set/demo-lamp", "true", isRetained: true);
        using CliProcess bridge = Start(host.Url, broker.Port, "--commands");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/readings/demo-lamp").Length > 0);

        await CommandAsync(subscriber, "demo-dimmer", "0.354", """{"value":0.35}""");
        await subscriber.WaitAsync(() =>
            subscriber.On("sensorcast/attic/readings/demo-dimmer")[^1].Contains("\"v\":0.35", StringComparison.Ordinal));
        await CommandAsync(subscriber, "demo-dimmer", "7", """{"error":"out-of-range"}""");
        await CommandAsync(subscriber, "demo-dimmer", "[1]", """{"error":"not-understood"}""");
        await CommandAsync(subscriber, "demo-dimmer", "much", """{"error":"not-understood"}""");
        await CommandAsync(subscriber, "demo-dimmer", "\"\\ud800\"", """{"error":"not-understood"}""");
        await CommandAsync(subscriber, "demo-dimmer", "\"\u00ff\"", """{"error":"not-understood"}""", Encoding.Latin1);
        await CommandAsync(subscriber, "demo-dimmer", $"\"{new string('x', 2000)}\"", """{"error":"too-long"}""");
        await CommandAsync(subscriber, "", "true", """{"error":"not-understood"}""");
        await CommandAsync(subscriber, "demo-wave", "1", """{"error":"not-settable"}""");
        await CommandAsync(subscriber, "some/thing", "1", """{"error":"unknown-name"}""");

        Assert.Contains("\"vb\":false", subscriber.On("sensorcast/attic/readings/demo-lamp")[^1], "A retained command is an old one.");
        Assert.IsEmpty(subscriber.On("sensorcast/attic/result/demo-lamp"));
        await CommandAsync(subscriber, "demo-lamp", "true", """{"value":true}""");
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_bridge_that_dies_leaves_its_boards_offline()
    {
        using var broker = new Broker();
        using var host = new LiveHost();
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/status");
        using (CliProcess bridge = Start(host.Url, broker.Port))
        {
            await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status").LastOrDefault() == "online");
        }

        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/status")[^1] == "offline");
    }

    private static CliProcess Start(Uri board, int brokerPort, params string[] arguments) =>
        new(["bridge", "--board", $"attic={board}", "--broker", $"mqtt://127.0.0.1:{brokerPort}", .. arguments]);

    private static async Task CommandAsync(Subscriber subscriber, string channel, string payload, string result, Encoding? encoding = null)
    {
        string end = channel.Length == 0 ? "" : "/" + channel;
        string topic = "sensorcast/attic/result" + end;
        int before = subscriber.On(topic).Length;
        await subscriber.PublishAsync("sensorcast/attic/set" + end, (encoding ?? Encoding.UTF8).GetBytes(payload));
        await subscriber.WaitAsync(() => subscriber.On(topic).Length > before);
        Assert.AreEqual(result, subscriber.On(topic)[^1]);
    }

    /// <summary>Waits until nothing comes any more from a board that is frozen, not even acknowledgements.</summary>
    private static async Task CalmAsync(Subscriber subscriber, DemoBoard board)
    {
        (int Bridged, int Witnessed) before;
        do
        {
            before = Count();
            await Task.Delay(300);
        }
        while (Count() != before || Sequence(Packs(subscriber)[^1]) < board.Lives()[^1][^1].Sequence);

        (int Bridged, int Witnessed) Count() => (Packs(subscriber).Length, board.Lives()[^1].Length);
    }

    private static Task FurtherPacksAsync(Subscriber subscriber)
    {
        int before = subscriber.On("sensorcast/attic/packs").Length;
        return subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length >= before + 40);
    }

    private static byte[][] Packs(Subscriber subscriber) =>
        [.. subscriber.Messages().Where(static message => message.Topic == "sensorcast/attic/packs")
            .Select(static message => message.Payload.ToArray())];

    private static long Sequence(byte[] pack)
    {
        using var json = JsonDocument.Parse(pack);
        return json.RootElement[0].GetProperty("seq").GetInt64();
    }

    /// <summary>A board that was started again counts from the beginning.</summary>
    private static byte[][][] Lives(byte[][] packs)
    {
        List<List<byte[]>> lives = [];
        long last = long.MaxValue;
        foreach (byte[] pack in packs)
        {
            long sequence = Sequence(pack);
            if (sequence < last - 20 || lives.Count == 0)
            {
                lives.Add([]);
            }

            lives[^1].Add(pack);
            last = sequence;
        }

        return [.. lives.Select(static life => life.ToArray())];
    }
}
