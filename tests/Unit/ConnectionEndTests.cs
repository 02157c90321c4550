using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>When connections end, for which reason, and what a client does that prevents it.</summary>
[TestClass]
public class ConnectionEndTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is
    private const string Ping = "89 80" + Key;
    private const string Close1000 = "88 82" + Key + "03e8";

    private readonly TalkingEndpoint _endpoint = new TalkingEndpoint();
    private readonly RouteBench _bench;

    public ConnectionEndTests()
    {
        _bench = new RouteBench(1, _endpoint);
    }

    /// <summary>A loop that comes late reads what has arrived before it takes a client for silent.</summary>
    [TestMethod]
    public void A_client_that_has_sent_something_is_not_silent_however_late_the_step()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.Say(Hex.Parse(Ping));
        Pass(25_000);
        Assert.AreEqual("8a00", client.TakeHex());
        Pass(19_900);
        Assert.AreEqual(string.Empty, client.TakeHex());
        Pass(100);
        Assert.AreEqual("8900", client.TakeHex());
        client.Say(Hex.Parse("8a 80" + Key));
        Pass(11_000);
        Assert.IsFalse(client.IsClosed);
        Assert.AreEqual(string.Empty, client.TakeHex());
    }

    /// <summary>Between two messages that it could not take, a client took or sent something: it is there.</summary>
    [TestMethod]
    public void A_stall_ends_with_what_a_client_takes_or_sends()
    {
        MemoryTransport client = _bench.Open("/talk");
        Skip(client);
        Pass(5000);
        Assert.IsTrue(_endpoint.Newest.Send("taken"));
        Pass(6000);
        Skip(client);
        Pass(5000);
        client.Say(Hex.Parse("8a 80" + Key));
        Pass(6000);
        Skip(client);
        client.Take();
        Pass(21_000);
        Assert.AreEqual("8900", client.TakeHex());
        Skip(client);
        Pass(0);
        Assert.IsFalse(client.IsClosed);
        client.Say(Hex.Parse("8a 80" + Key));
        Pass(0);

        // But one that does neither is cut with the next message.
        Skip(client);
        client.TakesBytes = false;
        Pass(9000);
        _endpoint.Newest.Send("x");
        Pass(0);
        Assert.IsFalse(client.IsClosed);
        Pass(1000);
        _endpoint.Newest.Send("x");
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("stalled");
    }

    [TestMethod]
    public void A_closing_handshake_that_is_completed_is_done()
    {
        MemoryTransport client = _bench.Open("/talk");
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(0);
        Assert.AreEqual("880203e8", client.TakeHex());
        client.Say(Hex.Parse(Ping + "81 81" + Key + "61" + Close1000));
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(string.Empty, client.TakeHex());
        CheckEnds("done");
        Assert.AreEqual(1000, _endpoint.ClosedWith);
    }

    /// <summary>RFC 6455 section 7.1.5: without a close frame the code is 1006.</summary>
    [TestMethod]
    public void A_connection_that_ends_without_a_close_frame_is_closed_with_1006()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.Finish();
        Pass(0);
        Assert.AreEqual(1006, _endpoint.ClosedWith);
        CheckEnds("vanished");
    }

    [TestMethod]
    public void A_frame_that_is_none_after_our_close_frame_is_a_failure()
    {
        MemoryTransport client = _bench.Open("/talk");
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(0);
        client.Say(Hex.Parse("81 01 61" + Close1000));
        Pass(0);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("failed");
    }

    [TestMethod]
    public void A_client_that_leaves_after_its_refusal_was_refused()
    {
        MemoryTransport client = _bench.Connect("NO GOOD\r\n");
        client.Finish();
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("failed");
    }

    /// <summary>Those that break a rule are heard out for two seconds: their answer must not be lost.</summary>
    [TestMethod]
    public void A_client_that_is_refused_and_goes_on_is_cut_after_two_seconds()
    {
        MemoryTransport client = _bench.Connect("NO GOOD\r\n");
        for (int passed = 0; passed < 1900; passed += 50)
        {
            client.Say("more");
            Pass(50);
            Assert.IsFalse(client.IsClosed);
        }

        client.Say("more");
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("failed");
    }

    /// <summary>The one who waits gets the slot in the step in which it is found to be free.</summary>
    [TestMethod]
    public void A_newcomer_gets_the_slot_of_a_client_whose_connection_breaks_in_the_same_step()
    {
        TalkingEndpoint endpoint = new TalkingEndpoint();
        RouteBench bench = new RouteBench(1, endpoint);
        MemoryTransport broken = bench.Open("/talk");
        broken.SendFails = true;
        endpoint.Newest.Send("x");
        MemoryTransport next = bench.Connect("GET /talk" + ServerBench.Upgrade + "\r\n");
        next.SkipHead("HTTP/1.1 101 ");
        Assert.IsTrue(broken.IsClosed);
    }

    [TestMethod]
    public void A_shutdown_does_not_wait_for_a_client_that_is_being_refused()
    {
        RouteBench bench = new RouteBench(1, new TalkingEndpoint());
        MemoryTransport client = bench.Open("/talk");
        MemoryTransport refused = bench.Connect("GET /");
        bench.Server.Shutdown();
        bench.Run();
        Assert.IsTrue(refused.IsClosed);
        Assert.IsFalse(bench.Server.IsStopped);
        client.Say(Hex.Parse("88 82" + Key + "03e9"));
        bench.Run();
        Assert.IsTrue(bench.Server.IsStopped);
    }

    /// <summary>What comes with a deadline that has passed is too late where a deadline does not wait for the client.</summary>
    [TestMethod]
    public void A_request_that_is_completed_after_its_time_is_408()
    {
        MemoryTransport client = _bench.Connect("GET /talk HTTP/1.1\r\n");
        client.Say("Host: board\r\n\r\n");
        Pass(5000);
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 408 "));
    }

    /// <summary>Has a client skip a message.</summary>
    private void Skip(MemoryTransport client)
    {
        client.TakesBytes = false;
        Assert.IsFalse(_endpoint.Newest.Send("skipped"));
        client.TakesBytes = true;
    }

    private void Pass(int milliseconds)
    {
        _bench.Clock.Milliseconds += milliseconds;
        _bench.Run();
    }

    private void CheckEnds(string reason)
    {
        uint[] ends = _bench.Server.Counters.Ends;
        for (int i = 0; i < ends.Length; i++)
        {
            string name = ServerCounters.NameOfEnd(i);
            Assert.AreEqual(name == reason ? 1 : 0, (int)ends[i], name);
        }
    }

    /// <summary>An endpoint whose clients are sent to from outside.</summary>
    private sealed class TalkingEndpoint : WebSocketEndpoint
    {
        internal TalkingEndpoint()
            : base("/talk", 125)
        {
        }

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
        }
    }
}
