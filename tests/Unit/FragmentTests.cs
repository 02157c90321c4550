using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>A message that an endpoint sends in fragments, each as soon as the client takes it (RFC 6455 section 5.4).</summary>
[TestClass]
public class FragmentTests
{
    private const string First = "010161";
    private const string Rest = "000162" + "800163";

    private readonly PartsEndpoint _endpoint = new PartsEndpoint();
    private readonly RouteBench _bench;
    private readonly MemoryTransport _client;

    public FragmentTests()
    {
        _bench = new RouteBench(1, _endpoint);
        _client = _bench.Open("/parts");
        _client.TakesOneSend = true;
        _endpoint.Newest.StartMessage();
        _bench.Run();
        Assert.AreEqual(First, _client.TakeHex());
        _client.TakesOneSend = false;
    }

    [TestMethod]
    public void No_other_message_comes_between_them()
    {
        SlotInfo info = new SlotInfo();
        Assert.IsTrue(_bench.Server.TryDescribe(0, info));
        Assert.AreEqual("sending", info.State);
        _client.TakesBytes = true;
        Assert.IsFalse(_endpoint.Newest.Send("x"));
        Assert.IsFalse(_endpoint.Newest.Send(Opcode.Binary, new byte[1], 0, 1));
        _bench.Run();
        Assert.AreEqual(Rest, _client.TakeHex());
        Assert.AreEqual(1, _endpoint.MessagesSent);
        Assert.IsTrue(_bench.Server.TryDescribe(0, info));
        Assert.AreEqual("open", info.State);
        Assert.IsTrue(_endpoint.Newest.Send("x"));
        Assert.AreEqual("810178", _client.TakeHex());
    }

    [TestMethod]
    public void A_close_waits_for_the_last_one()
    {
        _endpoint.Newest.Close(CloseCode.Normal);
        _client.TakesBytes = true;
        _bench.Run();
        Assert.AreEqual(Rest + "880203e8", _client.TakeHex());
    }

    [TestMethod]
    public void A_close_that_was_requested_before_is_not_lost()
    {
        _client.TakesBytes = true;
        _bench.Run();
        _client.Take();
        _endpoint.Newest.Close(CloseCode.Normal);
        _endpoint.Newest.StartMessage();
        _bench.Run();
        Assert.AreEqual(First + Rest + "880203e8", _client.TakeHex());
    }

    /// <summary>Control frames may stand between fragments.</summary>
    [TestMethod]
    public void A_shutdown_waits_for_no_fragment()
    {
        _client.TakesBytes = true;
        _bench.Server.Shutdown();
        _bench.Run();
        Assert.AreEqual("880203e9", _client.TakeHex());
    }

    /// <summary>Sends the message "abc", one letter in each fragment.</summary>
    private sealed class PartsEndpoint : WebSocketEndpoint
    {
        private const int HeaderSize = 2;

        private int _next;

        internal PartsEndpoint()
            : base("/parts", 125)
        {
        }

        internal WebSocketClient Newest { get; private set; }

        internal int MessagesSent { get; private set; }

        protected override void Opened(WebSocketClient client)
        {
            Newest = client;
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
        }

        protected override int WriteFragment(WebSocketClient client, byte[] buffer, out int start, out bool isFinal)
        {
            isFinal = _next == 2;
            buffer[HeaderSize] = (byte)('a' + _next);
            start = FrameWriter.WriteHeader(buffer, HeaderSize, 1, _next == 0 ? Opcode.Text : Opcode.Continuation, isFinal);
            _next = isFinal ? 0 : _next + 1;
            return HeaderSize + 1;
        }

        protected override void MessageSent(WebSocketClient client)
        {
            MessagesSent++;
        }
    }
}
