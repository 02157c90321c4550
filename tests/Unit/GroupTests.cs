using System;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>Which clients are in a group, and which get what is sent to it.</summary>
[TestClass]
public class GroupTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    private readonly GroupEndpoint _endpoint = new GroupEndpoint("/groups");
    private readonly GroupEndpoint _other = new GroupEndpoint("/others");
    private readonly RouteBench _bench;

    public GroupTests()
    {
        _bench = new RouteBench(new ServerOptions { MaxClients = 3, Token = "full-token" }, _endpoint, _other);
    }

    [TestMethod]
    public void A_group_takes_open_clients_of_its_own_endpoint_once()
    {
        MemoryTransport first = _bench.Open("/groups");
        WebSocketClient client = _endpoint.Newest;
        _bench.Open("/others");
        WebSocketClient stranger = _other.Newest;
        _endpoint.First.Add(client);
        CheckRefused(_endpoint.First, client);
        CheckRefused(_endpoint.Second, client);
        CheckRefused(_endpoint.First, stranger);
        _endpoint.First.Remove(stranger);
        _endpoint.Second.Remove(client);
        Assert.AreEqual(1, _endpoint.First.Count);
        Assert.AreEqual(0, _endpoint.Second.Count);

        _endpoint.First.Remove(client);
        _endpoint.Second.Add(client);
        _endpoint.First.Send("first");
        _endpoint.Second.Send("second");
        Assert.AreEqual("second", first.TakeFrames());
        first.Finish();
        _bench.Run();
        Assert.AreEqual(0, _endpoint.Second.Count);
        CheckRefused(_endpoint.First, client);
    }

    [TestMethod]
    public void Each_of_several_may_leave()
    {
        MemoryTransport[] clients = new MemoryTransport[3];
        WebSocketClient[] members = new WebSocketClient[3];
        for (int i = 0; i < 3; i++)
        {
            clients[i] = _bench.Open("/groups");
            members[i] = _endpoint.Newest;
            _endpoint.First.Add(members[i]);
        }

        for (int i = 0; i < 3; i++)
        {
            _endpoint.First.Remove(members[i]);
            _endpoint.First.Send("to two");
            for (int other = 0; other < 3; other++)
            {
                Assert.AreEqual(other == i ? string.Empty : "to two", clients[other].TakeFrames());
            }

            _endpoint.First.Add(members[i]);
        }
    }

    [TestMethod]
    public void Returns_whether_all_took_a_frame()
    {
        byte[] frame = Hex.Parse("81 01 78");
        Assert.IsTrue(_endpoint.First.SendFrame(frame, 0, 3));
        MemoryTransport first = _bench.Open("/groups");
        _endpoint.First.Add(_endpoint.Newest);
        MemoryTransport second = _bench.Open("/groups");
        _endpoint.First.Add(_endpoint.Newest);
        Assert.IsTrue(_endpoint.First.SendFrame(frame, 0, 3));
        first.TakesBytes = false;
        Assert.IsFalse(_endpoint.First.SendFrame(frame, 0, 3));
        Assert.AreEqual("xx", second.TakeFrames());
        Assert.AreEqual("x", first.TakeFrames());
        Assert.AreEqual(3L, _bench.Server.Sent);
    }

    /// <summary>The longest message of one frame has 2,796 bytes; a longer one is refused before anything is sent.</summary>
    [TestMethod]
    public void A_message_is_one_frame()
    {
        MemoryTransport client = _bench.Open("/groups");
        _endpoint.First.Add(_endpoint.Newest);
        string longest = new string('x', 2796);
        Send(longest);
        Assert.AreEqual(2800, client.Take().Length);
        Refusal.Check(() => Send(longest + "x"));
        Refusal.Check(() => Send(longest.Substring(1) + "\u00e4"));
        Refusal.Check(() => Send(new byte[2797]));
        Assert.AreEqual(0, client.Take().Length);
        Send(Hex.Parse("010203"));
        _endpoint.Newest.Send(Opcode.Binary, Hex.Parse("04050607"), 1, 2);
        Assert.AreEqual("8203010203" + "82020506", client.TakeHex());
    }

    [TestMethod]
    public void What_a_client_got_in_a_group_is_counted_after_it_has_left()
    {
        SlotInfo info = new SlotInfo();
        MemoryTransport[] clients = new MemoryTransport[2];
        WebSocketClient[] members = new WebSocketClient[2];
        for (int i = 0; i < 2; i++)
        {
            clients[i] = _bench.Open("/groups");
            members[i] = _endpoint.Newest;
            _endpoint.First.Add(members[i]);
            _endpoint.First.Send("to the group");
        }

        clients[1].TakesBytes = false;
        _endpoint.First.Send("skipped");
        members[1].Send("skipped");
        for (int i = 0; i < 2; i++)
        {
            _endpoint.First.Remove(members[i]);
            _endpoint.First.Send("to the others");
            Assert.IsTrue(_bench.Server.TryDescribe(i, info));
            Assert.AreEqual((long)clients[i].Received, info.BytesSent);
            Assert.AreEqual(i == 0 ? 3L : 1L, info.Sent);
        }
    }

    [TestMethod]
    public void A_client_has_its_rights_while_it_is_open()
    {
        _bench.Open("/groups");
        Assert.IsFalse(_endpoint.Newest.MaySet);
        MemoryTransport client =
            _bench.Connect("GET /groups" + ServerBench.Upgrade + "Authorization: Bearer full-token\r\n\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        WebSocketClient trusted = _endpoint.Newest;
        Assert.IsTrue(trusted.MaySet);
        Assert.IsTrue(trusted.IsOpen);
        Assert.AreEqual("192.0.2.1:50000", trusted.RemoteAddress);

        // A client that is gone has no rights, and nothing is sent to it.
        client.Say(Hex.Parse("88 80" + Key));
        _bench.Run();
        Assert.IsFalse(trusted.MaySet);
        Assert.IsFalse(trusted.IsOpen);
        Assert.IsNull(trusted.RemoteAddress);
        Assert.AreEqual(-1, trusted.Subprotocol);
        Assert.IsFalse(trusted.Send("x"));
        Assert.IsFalse(trusted.Send(Opcode.Binary, new byte[1], 0, 1));
        Assert.IsFalse(trusted.Reply(Opcode.Binary, true, new byte[1], 0, 1));
        trusted.StartMessage();
        trusted.Close(CloseCode.Normal);
    }

    [TestMethod]
    public void What_may_not_be_sent_is_refused()
    {
        _bench.Open("/groups");
        WebSocketClient client = _endpoint.Newest;
        foreach (int code in new int[] { 0, 999, 1004, 1005, 1006, 1015, 2999, 5000 })
        {
            Refusal.Check(() => Close(client, code));
        }

        _endpoint.First.Add(client);
        bool isRefused = false;
        try
        {
            client.StartMessage();
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.IsTrue(isRefused, "Between fragments the group's messages may not come");
        Assert.IsTrue(client.Send("x"));
    }

    /// <summary>An endpoint that promises fragments and has none fails like any other: with 1011.</summary>
    [TestMethod]
    public void An_endpoint_that_fails_within_a_message_closes_with_1011()
    {
        MemoryTransport transport = _bench.Open("/groups");
        _endpoint.Newest.StartMessage();
        _bench.Run();
        Assert.AreEqual("880203f3", transport.TakeHex());
        Assert.AreEqual(1L, _bench.Server.Counters.RouteFailures);
        Assert.AreEqual("/groups", _bench.Server.Counters.FailedRoute);
    }

    private static object Close(WebSocketClient client, int code)
    {
        client.Close(code);
        return null;
    }

    private static void CheckRefused(ClientGroup group, WebSocketClient client)
    {
        bool isRefused = false;
        int count = group.Count;
        try
        {
            group.Add(client);
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.IsTrue(isRefused);
        Assert.AreEqual(count, group.Count);
    }

    private object Send(string text)
    {
        _endpoint.First.Send(text);
        return null;
    }

    private object Send(byte[] message)
    {
        _endpoint.First.Send(Opcode.Binary, message, 0, message.Length);
        return null;
    }

    /// <summary>An endpoint with two groups, into which the test puts clients.</summary>
    private sealed class GroupEndpoint : WebSocketEndpoint
    {
        internal GroupEndpoint(string path)
            : base(path, 125)
        {
        }

        internal ClientGroup First { get; private set; }

        internal ClientGroup Second { get; private set; }

        internal WebSocketClient Newest { get; private set; }

        protected override void Added(int maxClients)
        {
            First = AddGroup();
            Second = AddGroup();
        }

        protected override void Opened(WebSocketClient client)
        {
            Newest = client;
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
        }
    }
}
