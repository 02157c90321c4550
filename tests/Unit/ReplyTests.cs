using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>The answers to one read: an endpoint's replies while there is room, and always the pongs and the close frame.</summary>
[TestClass]
public class ReplyTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is
    private const int MaxPing = 125;

    private readonly ReplyingEndpoint _endpoint = new ReplyingEndpoint();
    private readonly RouteBench _bench;

    public ReplyTests()
    {
        _bench = new RouteBench(1, _endpoint);
    }

    [TestMethod]
    public void A_reply_of_any_size_leaves_room_for_pongs_and_the_close_frame()
    {
        bool wasSent = false;
        bool wasSkipped = false;
        foreach (int size in new int[] { 2000, 2500, 2515, 2520, 2522, 2524, 2525, 2526, 2528, 2535, 2660, 2796 })
        {
            foreach (bool sends in new bool[] { false, true })
            {
                _endpoint.ReplySize = size;
                _endpoint.Sends = sends;
                MemoryTransport client = _bench.Open("/reply");
                long skipped = _bench.Server.Skipped;
                client.Say(Hex.Parse("82 81" + Key + "61" + "89 fd" + Key));
                client.Say(new byte[MaxPing]);
                client.Say(Hex.Parse("88 82" + Key + "03e8"));
                _bench.Run();
                const int Rest = 2 + MaxPing + 4;
                int reply = _endpoint.WasTaken ? 4 + size : 0;
                byte[] answer = client.Take();
                Assert.AreEqual(reply + Rest, answer.Length, "A reply of " + size + " bytes");
                Assert.AreEqual("880203e8", Hex.Show(answer, reply + 2 + MaxPing, 4));
                Assert.AreEqual(_endpoint.WasTaken ? 0L : 1L, _bench.Server.Skipped - skipped);
                wasSent |= _endpoint.WasTaken;
                wasSkipped |= !_endpoint.WasTaken;
            }
        }

        Assert.IsTrue(wasSent && wasSkipped, "Both happen among these sizes");
        Assert.AreEqual(0L, _bench.Server.Counters.RouteFailures);
    }

    /// <summary>The close frame is longer than the header that breaks a rule.</summary>
    [TestMethod]
    public void A_reply_leaves_room_to_say_what_is_wrong_with_the_next_frame()
    {
        foreach (int size in new int[] { 2000, 2660, 2661, 2662, 2790, 2792, 2793, 2794, 2796 })
        {
            _endpoint.ReplySize = size;
            MemoryTransport client = _bench.Open("/reply");
            client.Say(Hex.Parse("82 81" + Key + "61" + "81 01"));
            _bench.Run();
            byte[] answer = client.Take();
            int reply = _endpoint.WasTaken ? 4 + size : 0;
            Assert.AreEqual(reply + 4, answer.Length, "A reply of " + size + " bytes");
            Assert.AreEqual("880203ea", Hex.Show(answer, reply, 4));
            client.Finish();
            _bench.Run();
        }

        Assert.AreEqual(0L, _bench.Server.Counters.RouteFailures);
    }

    [TestMethod]
    public void There_is_room_for_a_reply_as_long_as_its_message()
    {
        // The largest message of one read: with its header of 8 bytes it has 1,460 bytes.
        const int Size = ServerOptions.MinReadSize - 8;
        _endpoint.ReplySize = Size;
        MemoryTransport client = _bench.Open("/reply");
        client.Say(Hex.Parse("82 fe 05ac" + Key));
        client.Say(new byte[Size]);
        _bench.Run();
        Assert.IsTrue(_endpoint.WasTaken);
        Assert.AreEqual(4 + Size, client.Take().Length);
    }

    /// <summary>A reply is possible only while a client's frames are being read.</summary>
    [TestMethod]
    public void A_reply_belongs_to_a_read()
    {
        _bench.Open("/reply");
        Assert.IsFalse(_endpoint.Newest.Reply(Opcode.Text, true, new byte[1], 0, 1));
        Assert.AreEqual(0L, _bench.Server.Skipped);
    }

    /// <summary>A reply that does not fit is no stall; a client that takes nothing is one.</summary>
    [TestMethod]
    public void A_reply_that_has_no_room_does_not_begin_a_stall()
    {
        _endpoint.ReplySize = 2000;
        _endpoint.Sends = true;
        MemoryTransport client = _bench.Open("/reply");
        client.Say(Hex.Parse("82 81" + Key + "61" + "82 81" + Key + "61"));
        Pass(0);
        Assert.AreEqual(4 + 2000, client.Take().Length);
        Assert.AreEqual(1L, _bench.Server.Skipped);

        // Its stall begins with what it does not take, and 10 s later it is cut.
        Pass(11_000);
        client.TakesBytes = false;
        foreach (int passed in new int[] { 0, 9_900, 100 })
        {
            Assert.IsFalse(client.IsClosed);
            Pass(passed);
            Assert.IsFalse(client.IsClosed);
            Assert.IsFalse(_endpoint.Newest.Send("x"));
            _bench.Run();
        }

        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(CloseCode.Abnormal, _endpoint.ClosedWith);
        Assert.AreEqual(4L, _bench.Server.Skipped);
        uint[] ends = _bench.Server.Counters.Ends;
        for (int i = 0; i < ends.Length; i++)
        {
            string name = ServerCounters.NameOfEnd(i);
            Assert.AreEqual(name == "stalled" ? 1 : 0, (int)ends[i], name);
        }
    }

    private void Pass(int milliseconds)
    {
        _bench.Clock.Milliseconds += milliseconds;
        _bench.Run();
    }

    private sealed class ReplyingEndpoint : WebSocketEndpoint
    {
        private readonly byte[] _reply = new byte[2800];

        internal ReplyingEndpoint()
            : base("/reply", 2000)
        {
        }

        internal int ReplySize { get; set; }

        /// <summary>Whether it sends a text, which is gathered like a reply while frames are being read.</summary>
        internal bool Sends { get; set; }

        internal bool WasTaken { get; private set; }

        internal WebSocketClient Newest { get; private set; }

        internal int ClosedWith { get; private set; }

        protected override void Closed(WebSocketClient client, int code)
        {
            ClosedWith = code;
        }

        protected override void Opened(WebSocketClient client)
        {
            Newest = client;
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
            WasTaken = Sends ? client.Send(new string('x', ReplySize)) : client.Reply(Opcode.Binary, true, _reply, 0, ReplySize);
        }
    }
}
