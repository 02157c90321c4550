using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A client and a board that does what the test says.</summary>
[TestClass]
public class ClientTests
{
    private const string First =
        """[{"bn":"b:","bt":1763877600,"n":"a","u":"V","ut":1,"v":1.0},{"n":"lamp","ut":1,"set":true,"vb":false}]""";

    private static readonly SensorcastClientOptions Json = new()
    {
        Encoding = SenmlEncoding.Json,
        FirstRetry = TimeSpan.FromMilliseconds(20),
        LongestRetry = TimeSpan.FromMilliseconds(100),
        ReplyTimeout = TimeSpan.FromMilliseconds(2 * Limits.Wait),
    };

    private static readonly SensorcastClientOptions Cbor = Json with { Encoding = SenmlEncoding.Cbor };

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

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
    public async Task Tells_of_skipped_packs_and_of_reconnections()
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
    public async Task A_slow_reader_loses_the_oldest_and_is_told()
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

            // Whoever has this reply has taken all of them.
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
    [DataRow(SenmlEncoding.Json, "lamp", "b:lamp")]
    [DataRow(SenmlEncoding.Cbor, "b:lamp", "b:lamp")]
    [DataRow(SenmlEncoding.Cbor, "other", "other")]
    public async Task Sets_and_waits_for_the_acknowledgement(SenmlEncoding encoding, string name, string sent)
    {
        Reading? asked = null;
        var type = WebSocketMessageType.Close;
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await SendAsync(client, encoding, First);
            (type, byte[] content) = await client.ReceiveAsync();
            Pack pack = encoding == SenmlEncoding.Json ? Packs.Read(Encoding.UTF8.GetString(content)) : Packs.Read(content);
            asked = pack.Readings.Single();
            await client.SendAsync($$"""{"seq":{{pack.Sequence + 1}},"error":"failed"}""");
            await client.SendAsync($$"""{"seq":{{pack.Sequence}}}""");
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { Encoding = encoding });

        await client.SetAsync(name, true, Cancellation);

        Assert.AreEqual(sent, asked!.Name);
        Assert.IsTrue(asked.Value.Boolean);
        Assert.AreEqual(encoding == SenmlEncoding.Json ? WebSocketMessageType.Text : WebSocketMessageType.Binary, type);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_refused_setting_has_its_code()
    {
        string[] replies = ["""{"seq":1,"error":"out-of-range","n":"b:level"}""", """{"error":"busy"}""", """{"seq":3}"""];
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            foreach (string reply in replies)
            {
                await client.ReceiveAsync();
                await client.SendAsync(reply);
            }

            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json);

        SetRefusedException error =
            await Assert.ThrowsExactlyAsync<SetRefusedException>(() => client.SetAsync("b:level", 200, Cancellation));
        Assert.AreEqual("out-of-range", error.Code);
        Assert.AreEqual("b:level", error.Name);

        error = await Assert.ThrowsExactlyAsync<SetRefusedException>(() => client.SetAsync("b:level", 20.5m, Cancellation));
        Assert.AreEqual("busy", error.Code);
        Assert.IsTrue(error.IsTransient);

        await client.SetAsync("b:level", 20.5m, Cancellation);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_setting_that_is_cut_off_fails()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.ReceiveAsync();
            client.Cut();
        });
        await using var client = new SensorcastClient(board.Url, Json);

        await Assert.ThrowsExactlyAsync<ConnectionLostException>(() => client.SetAsync("lamp", true, Cancellation));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_setting_without_an_answer_ends()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { ReplyTimeout = TimeSpan.FromMilliseconds(200) });

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => client.SetAsync("lamp", true, Cancellation));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Nobody_there()
    {
        string address = $"127.0.0.1:{LoopbackPort.Free()}";
        await using var client = new SensorcastClient(address, Json with { ReplyTimeout = TimeSpan.FromMilliseconds(200) });

        BoardUnreachableException error =
            await Assert.ThrowsExactlyAsync<BoardUnreachableException>(() => client.ConnectAsync(Cancellation));

        Assert.Contains($"Cannot reach ws://{address}/ws: ", error.Message);
        Assert.AreEqual(
            2, await client.ReadEventsAsync(Cancellation).OfType<Disconnected>().Take(2).CountAsync(Cancellation),
            "Reading goes on trying.");
        TimeoutException timeout = await Assert.ThrowsExactlyAsync<TimeoutException>(() => client.SetAsync("lamp", true, Cancellation));
        Assert.Contains("Cannot reach", timeout.Message);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Somebody_who_does_not_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client =
            new SensorcastClient(listener.LocalEndpoint.ToString()!, Json with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        BoardUnreachableException error =
            await Assert.ThrowsExactlyAsync<BoardUnreachableException>(() => client.ConnectAsync(Cancellation));

        Assert.Contains("no answer within 0.2 s", error.Message);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(HttpStatusCode.Unauthorized, false)]
    [DataRow(HttpStatusCode.NotFound, false)]
    [DataRow(HttpStatusCode.OK, false)]
    [DataRow(HttpStatusCode.ServiceUnavailable, true)]
    public async Task A_refusal_has_its_status(HttpStatusCode status, bool isTransient)
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(_ => Task.CompletedTask, serve => FakeBoard.Refusing(serve, _ => (status, "7")));
        await using var client = new SensorcastClient(board.Url, Cbor);

        UpgradeRefusedException error = await Assert.ThrowsExactlyAsync<UpgradeRefusedException>(() => client.ConnectAsync(Cancellation));

        Assert.AreEqual(status, error.Status);
        Assert.AreEqual(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.AreEqual(isTransient, error.IsTransient);
        Assert.Contains($"refused: {(int)status} {status}", error.Message);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Waits_for_a_place_but_not_for_a_refusal_to_change()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(
            client => client.SendAsync(First),
            serve => FakeBoard.Refusing(serve, number => number switch
            {
                1 or 2 => (HttpStatusCode.ServiceUnavailable, null),
                3 => (HttpStatusCode.SwitchingProtocols, null),
                _ => (HttpStatusCode.Unauthorized, null),
            }));
        await using var client = new SensorcastClient(board.Url, Json);

        List<StreamEvent> events = [];
        UpgradeRefusedException error = await Assert.ThrowsExactlyAsync<UpgradeRefusedException>(async () =>
        {
            await foreach (StreamEvent streamEvent in client.ReadEventsAsync(Cancellation))
            {
                events.Add(streamEvent);
            }
        });

        Assert.AreEqual(HttpStatusCode.Unauthorized, error.Status);
        CollectionAssert.AreEqual(
            new[] { typeof(Disconnected), typeof(Disconnected), typeof(Connected), typeof(Pack), typeof(Disconnected) },
            events.Select(streamEvent => streamEvent.GetType()).ToArray());
        await Assert.ThrowsExactlyAsync<UpgradeRefusedException>(() => client.SetAsync("lamp", true, Cancellation));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("")]
    [DataRow("mqtt")]
    public async Task Another_subprotocol(string subprotocol)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(
            client => client.WaitForCloseAsync(), serve => FakeBoard.Speaking(serve, subprotocol));
        await using var client = new SensorcastClient(board.Url, Cbor);

        SubprotocolException error = await Assert.ThrowsExactlyAsync<SubprotocolException>(() => client.ConnectAsync(Cancellation));

        Assert.Contains("does not speak senml+cbor", error.Message);
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
    public async Task A_message_that_is_no_pack_ends_the_connection_but_not_the_reading()
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
    public async Task A_board_that_has_nothing_to_say_is_alive_as_long_as_it_answers()
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

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(WebSocketCloseStatus.PolicyViolation, true)]
    [DataRow((WebSocketCloseStatus)1013, true)]
    [DataRow(WebSocketCloseStatus.NormalClosure, false)]
    [DataRow(WebSocketCloseStatus.EndpointUnavailable, false)]
    public async Task A_board_that_rejects_is_tried_less_and_less_often(WebSocketCloseStatus code, bool isRejection)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.Socket.CloseOutputAsync(code, "enough", CancellationToken.None);
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json with { LongestRetry = TimeSpan.FromSeconds(60) });

        List<Disconnected> losses = await client.ReadEventsAsync(Cancellation).OfType<Disconnected>().Take(5).ToListAsync(Cancellation);

        Assert.AreEqual((int)code, ((ConnectionLostException)losses[0].Error).CloseCode);
        Assert.AreEqual(isRejection, losses[4].RetryAfter > TimeSpan.FromMilliseconds(100), $"{losses[4].RetryAfter}");
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("7", 7.0)]
    [DataRow("99999999999999999999", 604800.0)]
    [DataRow("Sun, 06 Nov 1994 08:49:37 GMT", 37.0)]
    [DataRow("Sun, 06 Nov 1994 08:48:37 GMT", 0.0)]
    [DataRow("Sat, 06 Nov 2094 08:48:37 GMT", 604800.0)]
    [DataRow("-1", null)]
    [DataRow("soon", null)]
    [DataRow("", null)]
    public void Retry_After_is_seconds_or_a_date(string text, double? seconds)
    {
        Assert.AreEqual(seconds, Connection.ReadRetryAfter(text, new DateTimeOffset(1994, 11, 6, 8, 49, 0, TimeSpan.Zero))?.TotalSeconds);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task What_no_board_can_take_is_not_sent()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(First);
            await client.ReceiveAsync();
            await client.SendAsync("""{"seq":2}""");
            await client.WaitForCloseAsync();
        });
        await using var client = new SensorcastClient(board.Url, Json);

        SetRefusedException error = await Assert.ThrowsExactlyAsync<SetRefusedException>(
            () => client.SetAsync("b:say", new string('x', 1100), Cancellation));

        Assert.AreEqual("too-long", error.Code);
        await client.SetAsync("b:say", "x", Cancellation);
    }

    private static string Live(int sequence) => $$"""[{"bn":"b:","bt":1763877601,"seq":{{sequence}},"n":"a","v":2}]""";

    private static Task SendAsync(FakeConnection client, SenmlEncoding encoding, string json) =>
        encoding == SenmlEncoding.Json ? client.SendAsync(json) : client.SendAsync(Packs.ToCbor(json));
}
