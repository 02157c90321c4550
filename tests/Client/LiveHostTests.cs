using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ClientTests;

/// <summary>The client and the real server.</summary>
[TestClass]
public class LiveHostTests
{
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
        new SensorcastClientOptions { Encoding = encoding, FirstRetry = TimeSpan.FromMilliseconds(50), LongestRetry = TimeSpan.FromMilliseconds(200) });

    private static async Task WaitForAsync(IAsyncEnumerator<StreamEvent> events, Func<StreamEvent, bool> condition)
    {
        while (await events.MoveNextAsync() && !condition(events.Current))
        {
        }
    }

    private async Task<Dictionary<long, Pack>> LivePacksAsync(SensorcastClient client) => await client.ReadEventsAsync(Cancellation)
        .OfType<Pack>()
        .Where(static pack => pack.Sequence is not null)
        .Take(120)
        .ToDictionaryAsync(static pack => pack.Sequence!.Value, cancellationToken: Cancellation);
}
