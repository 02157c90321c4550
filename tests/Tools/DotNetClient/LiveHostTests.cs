using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>The client and the real server.</summary>
[TestClass]
public class LiveHostTests
{
    private static Task<SetRefusedException> RefusedAsync(SensorcastClient client, string name, ReadingValue value) =>
        Assert.ThrowsExactlyAsync<SetRefusedException>(() => client.SetAsync(name, value, CancellationToken.None));

    private static readonly Reading Old = new("", default, 0, null, IsHistory: true);

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod, Timeout(Limits.Test)]
    public async Task Both_encodings_carry_the_same_readings()
    {
        using var host = new LiveHost();
        await using SensorcastClient cbor = Client(host, SenmlEncoding.Cbor);
        await using SensorcastClient json = Client(host, SenmlEncoding.Json);

        Task<Dictionary<long, Pack>>[] reading = [LivePacksAsync(cbor), LivePacksAsync(json)];
        Dictionary<long, Pack>[] packs = await Task.WhenAll(reading);

        long[] shared = [.. packs[0].Keys.Intersect(packs[1].Keys)];
        Assert.IsGreaterThan(50, shared.Length);
        foreach (long sequence in shared)
        {
            CollectionAssert.AreEqual(packs[0][sequence].Readings.ToArray(), packs[1][sequence].Readings.ToArray());
        }

        Assert.IsTrue(shared.All(sequence => packs[0][sequence].Readings.All(static reading => !reading.IsHistory)));
        Assert.IsTrue(cbor.Channels.Values.Any(static channel => channel is { Unit: "V", UpdateTime: not null }));
    }

    /// <summary>A value that the board rounds, a slow actuator, the other kinds, and refusals.</summary>
    [TestMethod, Timeout(Limits.Test)]
    [DataRow(SenmlEncoding.Cbor)]
    [DataRow(SenmlEncoding.Json)]
    public async Task Reads_what_the_board_has_after_a_setting(SenmlEncoding encoding)
    {
        using var host = new LiveHost(0, "--name", "board", "--demo-kinds");
        await using SensorcastClient client = Client(host, encoding);

        Reading? dimmer = await client.SetAndReadAsync("demo-dimmer", 0.505m, cancellation: Cancellation);
        Assert.AreEqual(0.51m, dimmer!.Value.Number);

        Reading? valve = await client.SetAndReadAsync("board:demo-valve", 0.12m, cancellation: Cancellation);
        Assert.AreEqual(0.10m, valve!.Value.Number);
        ActuatorInfo opening = client.Channels["board:demo-valve"].Actuator!;
        Assert.AreEqual(TimeSpan.FromSeconds(5), opening.Takes);

        Reading? mode = await client.SetAndReadAsync("demo-mode", "comfort", cancellation: Cancellation);
        Assert.AreEqual("comfort", mode!.Value.Text);
        Assert.AreEqual("eco comfort off", string.Join(' ', client.Channels["board:demo-mode"].Actuator!.Options));
        Assert.AreEqual("out-of-range", (await RefusedAsync(client, "demo-mode", "party")).Code);

        Reading? label = await client.SetAndReadAsync("demo-label", "G\u00e4rtnerei \ud83c\udf31", cancellation: Cancellation);
        Assert.AreEqual("G\u00e4rtnerei \ud83c\udf31", label!.Value.Text);
        Assert.AreEqual(32, client.Channels["board:demo-label"].Actuator!.MaxLength);
        Assert.AreEqual("out-of-range", (await RefusedAsync(client, "demo-label", new string('x', 33))).Code);

        Assert.IsTrue(client.Channels["board:demo-close"].Actuator is { IsButton: true, NeedsConfirmation: true });
        Assert.AreEqual("out-of-range", (await RefusedAsync(client, "demo-close", false)).Code);
        Reading? button = await client.SetAndReadAsync("demo-close", true, cancellation: Cancellation);
        Assert.IsFalse(button!.Value.Boolean);
        Assert.AreEqual("wrong-type", (await RefusedAsync(client, "demo-close", 1)).Code);
    }

    /// <summary>Of a thousand channels, each with its name, a client of either encoding gets all, and all of each moment.</summary>
    [TestMethod, Timeout(Limits.Test)]
    [DataRow(SenmlEncoding.Cbor)]
    [DataRow(SenmlEncoding.Json)]
    public async Task Reads_a_thousand_channels(SenmlEncoding encoding)
    {
        const int Count = 1000;
        using var host = new LiveHost(0, "--name", "board", "--demo-channels", $"{Count}");
        await using SensorcastClient client = Client(host, encoding);
        Dictionary<DateTimeOffset, HashSet<string>> moments = [];
        await foreach (Reading reading in client.ReadAsync(Cancellation))
        {
            if (!reading.IsHistory && reading.Name.StartsWith("board:demo-channel-", StringComparison.Ordinal))
            {
                moments.TryAdd(reading.Time, []);
                Assert.IsTrue(moments[reading.Time].Add(reading.Name), $"{reading.Name} comes twice");
                if (moments.Values.Count(static names => names.Count == Count) == 3)
                {
                    break;
                }
            }
        }

        Assert.HasCount(
            Count, client.Channels.Keys.Where(static name => name.Contains("demo-channel-", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(SenmlEncoding.Cbor)]
    [DataRow(SenmlEncoding.Json)]
    public async Task Sets_what_can_be_set(SenmlEncoding encoding)
    {
        using var host = new LiveHost(0, "--name", "board");
        await using SensorcastClient client = Client(host, encoding);
        await using IAsyncEnumerator<StreamEvent> events = client.ReadEventsAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        await client.SetAsync("demo-lamp", true, Cancellation);
        await WaitForAsync(events, static streamEvent => Has(streamEvent, "board:demo-lamp", true));
        await client.SetAsync("board:demo-dimmer", 0.35m, Cancellation);
        await WaitForAsync(events, static streamEvent => Has(streamEvent, "board:demo-dimmer", 0.35m));
        SetRefusedException error =
            await Assert.ThrowsExactlyAsync<SetRefusedException>(() => client.SetAsync("demo-dimmer", 7, Cancellation));

        Assert.AreEqual("out-of-range", error.Code);
        Assert.AreEqual("board:demo-dimmer", error.Name);
        Assert.IsGreaterThan(TimeSpan.Zero, await client.MeasureRoundTripAsync(Cancellation));
        ChannelInfo dimmer = client.Channels["board:demo-dimmer"];
        Assert.IsTrue(dimmer is { IsSettable: true, Minimum: 0, Maximum: 1, Step: > 0, Unit: "/" }, $"{dimmer}");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Reads_every_kind_of_channel()
    {
        using var host = new LiveHost(0, "--name", "board", "--demo-burst");
        await using SensorcastClient client = Client(host, SenmlEncoding.Cbor);

        Dictionary<string, Reading> newest = [];
        await foreach (Reading reading in client.ReadAsync(Cancellation))
        {
            newest[reading.Name] = reading;
            if (newest.Count >= 6 && !newest.GetValueOrDefault("board:demo-burst", Old).IsHistory && newest.ContainsKey("board:demo-phase"))
            {
                break;
            }
        }

        Assert.AreEqual(ReadingKind.Boolean, newest["board:demo-contact"].Value.Kind);
        Assert.AreEqual(ReadingKind.Text, newest["board:demo-phase"].Value.Kind);
        Assert.AreEqual("m/s2", newest["board:demo-burst"].Unit);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Comes_back_after_the_board()
    {
        int port;
        SensorcastClient client;
        IAsyncEnumerator<StreamEvent> events;
        using (var host = new LiveHost())
        {
            port = host.Url.Port;
            client = Client(host, SenmlEncoding.Cbor);
            events = client.ReadEventsAsync(Cancellation).GetAsyncEnumerator(Cancellation);
            await WaitForAsync(events, static streamEvent => streamEvent is Pack { Sequence: not null });
            host.Kill();
        }

        await using (client)
        await using (events)
        {
            await WaitForAsync(events, static streamEvent => streamEvent is Disconnected);
            using var host = new LiveHost(port);
            await WaitForAsync(events, static streamEvent => streamEvent is Connected { Number: 2 });
            await WaitForAsync(events, static streamEvent => streamEvent is Pack { Sequence: not null });
        }
    }

    private static SensorcastClient Client(LiveHost host, SenmlEncoding encoding) => new(
        host.WebSocketUrl("/ws"),
        new SensorcastClientOptions
        {
            Encoding = encoding,
            FirstRetry = TimeSpan.FromMilliseconds(50),
            LongestRetry = TimeSpan.FromMilliseconds(200)
        });

    private static bool Has(StreamEvent streamEvent, string name, ReadingValue value) =>
        streamEvent is Pack pack && pack.Readings.Any(reading => reading.Name == name && reading.Value == value);

    private static async Task WaitForAsync(IAsyncEnumerator<StreamEvent> events, Func<StreamEvent, bool> condition)
    {
        do
        {
            Assert.IsTrue(await events.MoveNextAsync());
        }
        while (!condition(events.Current));
    }

    private async Task<Dictionary<long, Pack>> LivePacksAsync(SensorcastClient client) => await client.ReadEventsAsync(Cancellation)
        .OfType<Pack>()
        .Where(static pack => pack.Sequence is not null)
        .Take(120)
        .ToDictionaryAsync(static pack => pack.Sequence!.Value, cancellationToken: Cancellation);
}
