using System.Net.WebSockets;
using System.Text;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A client that sets.</summary>
[TestClass]
public class ClientSettingTests : FakeBoardTests
{
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
    public async Task A_value_that_no_board_can_accept_is_not_sent()
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
}
