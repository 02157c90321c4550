using System.Text;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A client that reads a board which the test controls.</summary>
[TestClass]
public class ClientTests : FakeBoardTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow(SenmlEncoding.Json)]
    [DataRow(SenmlEncoding.Cbor)]
    public async Task Reads_history_and_live_readings(SenmlEncoding encoding)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await SendAsync(client, encoding, First);
            await SendAsync(client, encoding, Live(1));
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { Encoding = encoding });

        List<Reading> readings = await client.ReadAsync(Cancellation).Take(3).ToListAsync(Cancellation);

        Assert.AreEqual("b:a b:lamp b:a", string.Join(' ', readings.Select(reading => reading.Name)));
        Assert.AreEqual("True True False", string.Join(' ', readings.Select(reading => reading.IsHistory)));
        Assert.AreEqual("V", readings[2].Unit);
        Assert.IsTrue(client.Channels["b:lamp"].IsSettable);
        Assert.AreEqual(encoding == SenmlEncoding.Json ? "senml+json" : "senml+cbor", board.Offers.Single().Single());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Keeps_each_message_as_it_came()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json);

        Pack pack = await client.ReadEventsAsync(Cancellation).OfType<Pack>().FirstAsync(Cancellation);

        Assert.AreEqual(First, Encoding.UTF8.GetString(pack.Content.Span));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Reports_skipped_packs_and_reconnections()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.SendAsync(Live(client.Number == 1 ? 5 : 100));
            await client.SendAsync(Live(client.Number == 1 ? 9 : 101));
            if (client.Number > 1)
            {
                await client.WaitForCloseAsync();
            }
        });
        await using var client = new SensorcastClient(board.Url, Json);

        List<StreamEvent> events = await client.ReadEventsAsync(Cancellation).Take(10).ToListAsync(Cancellation);

        Assert.AreEqual(new Connected(1, TimeSpan.Zero), events[0]);
        Assert.AreEqual(new SkippedPacks(3), events[3]);
        Assert.IsInstanceOfType<ConnectionLostException>(((Disconnected)events[5]).Error);
        var again = (Connected)events[6];
        Assert.AreEqual(2, again.Number);
        Assert.IsGreaterThan(TimeSpan.Zero, again.Away);
        CollectionAssert.AreEqual(
            new long?[] { null, 5, 9, null, 100, 101 }, events.OfType<Pack>().Select(pack => pack.Sequence).ToArray(),
            "No gap from 9 to 100.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_slow_reader_loses_the_oldest_and_receives_their_number()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.SendAsync(Live(1));
            await client.ReceiveAsync();
            for (int i = 2; i <= 50; i++)
            {
                await client.SendAsync(Live(i));
            }

            // A client that has this reply has taken all of them.
            await client.SendAsync("""{"seq":1}""");
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { QueueLength = 10 });
        await using IAsyncEnumerator<StreamEvent> events = client.ReadEventsAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        while (await events.MoveNextAsync() && events.Current is not Pack { Sequence: 1 })
        {
        }

        await client.MeasureRoundTripAsync(Cancellation);

        List<StreamEvent> rest = [];
        while (rest.LastOrDefault() is not Pack { Sequence: 50 } && await events.MoveNextAsync())
        {
            rest.Add(events.Current);
        }

        Pack[] packs = [.. rest.OfType<Pack>()];
        Assert.AreEqual(49, packs.Length + rest.OfType<SkippedPacks>().Sum(gap => gap.Count), "Each pack came, or is missed.");
        Assert.IsLessThanOrEqualTo(10, packs.Length, "The queue is bounded.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_token_is_offered_beside_the_encoding()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { Token = "sécret?" });

        await client.ConnectAsync(Cancellation);

        Assert.AreEqual("senml+json token.c8OpY3JldD8", string.Join(' ', board.Offers.Single()));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_message_that_is_not_a_pack_ends_the_connection_but_not_the_reading()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(client.Number == 1 ? "no pack" : First);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json);

        List<StreamEvent> events = await client.ReadEventsAsync(Cancellation).Take(4).ToListAsync(Cancellation);

        Assert.IsInstanceOfType<PackFormatException>(((Disconnected)events[1]).Error);
        Assert.IsInstanceOfType<Pack>(events[3]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Says_goodbye()
    {
        var closed = new TaskCompletionSource();
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.WaitForCloseAsync();
            closed.SetResult();
        });
        var client = new SensorcastClient(board.Url, Json);
        Task<int> reading = client.ReadAsync(Cancellation).CountAsync(Cancellation).AsTask();
        await client.ConnectAsync(Cancellation);
        while (client.Channels.Count == 0)
        {
            await Task.Delay(10, Cancellation);
        }

        await client.DisposeAsync();

        await closed.Task.WaitAsync(Cancellation);
        Assert.AreEqual(2, await reading);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_first_pack_replaces_what_was_known()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(client.Number == 1
                ? First
                : """[{"bn":"b:","bt":1763877610,"n":"lamp","ut":1,"vb":false},{"n":"new","ut":2,"v":1}]""");
            if (client.Number > 1)
            {
                await client.WaitForCloseAsync();
            }
        });
        await using var client = new SensorcastClient(board.Url, Json);

        ChannelsChanged changes = await client.ReadEventsAsync(Cancellation).OfType<ChannelsChanged>().FirstAsync(Cancellation);

        Assert.AreEqual("b:new", changes.Added.Single().Name);
        Assert.AreEqual("b:a", changes.Removed.Single().Name);
        Assert.AreEqual(new ChannelInfo("b:lamp", null, TimeSpan.FromSeconds(1), false, null, null, null), changes.Changed.Single());
        Assert.AreEqual("b:lamp b:new", string.Join(' ', client.Channels.Keys.Order()));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Each_reading_is_read_once_and_what_the_history_adds_too()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(client.Number == 1
                ? """[{"bn":"b:","n":"a","ut":1,"v":1,"t":-1},{"n":"a","v":2}]"""
                : """[{"bn":"b:","n":"a","ut":1,"v":1,"t":-3},{"n":"a","v":2,"t":-2},{"n":"a","v":3,"t":-1},{"n":"a","v":4}]""");
            if (client.Number > 1)
            {
                await client.SendAsync("""[{"bn":"b:","seq":9,"n":"a","v":5}]""");
                await client.WaitForCloseAsync();
            }
        });
        await using var client = new SensorcastClient(board.Url, Json);

        List<Reading> readings = await client.ReadAsync(Cancellation).Take(5).ToListAsync(Cancellation);

        Assert.AreEqual("1 2 3 4 5", string.Join(' ', readings.Select(static reading => reading.Value)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_board_without_readings_is_live_as_long_as_it_answers()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { KeepAlive = TimeSpan.FromMilliseconds(100) });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(1));
        List<StreamEvent> events = [];

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (StreamEvent streamEvent in client.ReadEventsAsync(end.Token))
            {
                events.Add(streamEvent);
            }
        });

        Assert.HasCount(2, events, "Connected, and the first pack.");
    }
}
