using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A client that the board refuses or disconnects.</summary>
[TestClass]
public class ClientRefusalTests : FakeBoardTests
{
    [TestMethod, Timeout(Limits.Test)]
    public async Task No_board()
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
    public async Task A_peer_that_does_not_answer()
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
}
