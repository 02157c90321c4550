using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>What the server reports of its clients: their state, what they got and what they could not take.</summary>
[TestClass]
public class ClientCountTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    private readonly NewsRoute _news = new NewsRoute();
    private readonly RouteBench _bench;
    private readonly SlotInfo _info = new SlotInfo();

    public ClientCountTests()
    {
        _bench = new RouteBench(3, _news);
    }

    [TestMethod]
    public void What_a_client_got_is_counted_however_it_was_sent()
    {
        MemoryTransport early = _bench.Open("/news");
        _news.SendToAll("to one");
        MemoryTransport late = _bench.Open("/news");
        CheckGot(early, 0, 1);
        CheckGot(late, 1, 0);

        _news.SendToAll("to both");
        _news.Newest.Send("from outside");
        _news.Newest.Send(Opcode.Binary, new byte[300], 10, 200);
        late.Say(Hex.Parse("81 82" + Key + "6869"));
        _bench.Run();
        CheckGot(early, 0, 2);
        CheckGot(late, 1, 5);
    }

    [TestMethod]
    public void What_a_client_could_not_take_is_counted_and_not_what_it_got()
    {
        MemoryTransport slow = _bench.Open("/news");
        MemoryTransport quick = _bench.Open("/news");
        slow.TakesBytes = false;
        _news.SendToAll("one");
        _news.SendToAll("two");
        slow.TakesBytes = true;
        _news.SendToAll("three");
        CheckGot(slow, 0, 1);
        Assert.AreEqual(2L, Describe(0).Skipped);
        CheckGot(quick, 1, 3);
        Assert.AreEqual(0L, Describe(1).Skipped);
        Assert.AreEqual(2L, _bench.Server.Skipped);
        Assert.AreEqual(4L, _bench.Server.Sent);
    }

    [TestMethod]
    public void What_closed_clients_got_stays_in_the_sum_and_not_in_their_slot()
    {
        MemoryTransport gone = _bench.Open("/news");
        _news.SendToAll("one");
        _news.SendToAll("two");
        _news.Newest.Send("three");
        gone.TakesBytes = false;
        _news.SendToAll("four");
        gone.Finish();
        gone.TakesBytes = true;
        _bench.Run();
        Assert.IsFalse(_bench.Server.TryDescribe(0, _info));
        Assert.AreEqual(3L, _bench.Server.Sent);

        MemoryTransport next = _bench.Open("/news");
        CheckGot(next, 0, 0);
        Assert.AreEqual(0L, Describe(0).Skipped);
        Assert.AreEqual(1L, _bench.Server.Skipped);
        _news.SendToAll("five");
        CheckGot(next, 0, 1);
        Assert.AreEqual(4L, _bench.Server.Sent);
        next.Finish();
        _bench.Run();
        Assert.AreEqual(4L, _bench.Server.Sent);
    }

    [TestMethod]
    public void A_clients_state_is_shown_until_it_is_gone()
    {
        MemoryTransport client = _bench.Connect("GET /ne");
        Assert.AreEqual("request", Describe(0).State);
        client.Say("ws" + ServerBench.Upgrade + "\r\n");
        _bench.Run();
        Assert.AreEqual("open", Describe(0).State);
        _bench.Run(250);
        Assert.AreEqual(250L, Describe(0).Age);
        _news.Newest.Close(CloseCode.Normal);
        _bench.Run();
        Assert.AreEqual("closing", Describe(0).State);
        _bench.Run(2100);
        Assert.IsFalse(_bench.Server.TryDescribe(0, _info));
    }

    /// <summary>A client whose connection breaks in a send leaves its slot in the same step.</summary>
    [TestMethod]
    public void A_broken_connection_is_counted_as_such_and_leaves_its_slot()
    {
        MemoryTransport broken = _bench.Open("/news");
        broken.SendFails = true;
        _news.SendToAll("one");
        _bench.Run(100);
        Assert.IsTrue(broken.IsClosed);
        Assert.AreEqual(0, _bench.Server.ClientCount);
        for (int reason = 0; reason < _bench.Server.Counters.Ends.Length; reason++)
        {
            bool isThis = ServerCounters.NameOfEnd(reason) == "vanished";
            Assert.AreEqual(isThis ? 1 : 0, (int)_bench.Server.Counters.Ends[reason]);
        }

        Assert.AreEqual(0L, _bench.Server.Sent);
        Assert.AreEqual(0L, _bench.Server.Skipped);
    }

    private SlotInfo Describe(int slot)
    {
        Assert.IsTrue(_bench.Server.TryDescribe(slot, _info));
        return _info;
    }

    /// <summary>Bytes are all that were sent, the answer to the handshake and the heads of frames among them.</summary>
    private void CheckGot(MemoryTransport client, int slot, long messages)
    {
        Assert.AreEqual(messages, Describe(slot).Sent);
        Assert.AreEqual((long)client.Received, Describe(slot).BytesSent);
    }

    private sealed class NewsRoute : WebSocketRoute
    {
        internal NewsRoute()
            : base("/news", 10)
        {
        }

        internal WebSocketClient Newest { get; private set; }

        protected override void ClientOpened(WebSocketClient client)
        {
            Newest = client;
        }

        protected override void MessageReceived(WebSocketClient client, Message message)
        {
            client.Send(message.ToString());
            client.Send(message.Opcode, message.Bytes, message.Start, message.Length);
        }
    }
}
