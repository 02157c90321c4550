using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>When the server sends a close frame, and how long it waits for that of the client.</summary>
[TestClass]
public class CloseFrameTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is
    private const string Ping = "89 80" + Key;
    private const string Close1000 = "88 82" + Key + "03e8";

    private readonly TalkingEndpoint _endpoint = new TalkingEndpoint();
    private readonly RouteBench _bench;

    public CloseFrameTests()
    {
        _bench = new RouteBench(1, _endpoint);
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
        ConnectionEnds.Check(_bench, "done");
        Assert.AreEqual(1000, _endpoint.ClosedWith);
    }

    /// <summary>What the client sends meanwhile is not answered and does not end the wait (RFC 6455 section 5.5.1).</summary>
    [TestMethod]
    public void A_closing_handshake_waits_for_the_clients_close_frame_for_two_seconds()
    {
        foreach (int pause in new int[] { 1900, 2000 })
        {
            RouteBench bench = new RouteBench(1, _endpoint);
            MemoryTransport client = bench.Open("/talk");
            _endpoint.Newest.Close(CloseCode.Normal);
            bench.Run();
            client.Say(Hex.Parse(Ping));
            bench.Run();
            Assert.IsFalse(client.IsClosed);
            bench.Run(pause);
            Assert.AreEqual("880203e8", client.TakeHex());
            Assert.AreEqual(pause == 2000, client.IsClosed);
            client.Say(Hex.Parse(Close1000));
            bench.Run();
            Assert.IsTrue(client.IsClosed);
            ConnectionEnds.Check(bench, pause == 2000 ? "went-away" : "done");
        }
    }

    /// <summary>RFC 6455 section 7.1.7: after an error the server does not wait for the peer's close frame.</summary>
    [TestMethod]
    public void Whether_a_close_is_a_failure_depends_on_its_code()
    {
        foreach (int code in new int[] { 1000, 1001, 1002, 1003, 1008, 1011, 3000, 4999 })
        {
            bool isFailure = code > 1001 && code < 3000;
            RouteBench bench = new RouteBench(1, _endpoint);
            MemoryTransport client = bench.Open("/talk");
            _endpoint.Newest.Close(code);
            bench.Run(200);
            Assert.AreEqual(isFailure, client.IsClosed, code.ToString());
            client.Say(Hex.Parse(Close1000));
            bench.Run();
            ConnectionEnds.Check(bench, isFailure ? "failed" : "done");
        }
    }

    [TestMethod]
    public void A_close_comes_before_what_the_client_has_sent_is_read()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.Say(Hex.Parse(Ping));
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(0);
        Assert.AreEqual("880203e8", client.TakeHex());
    }

    [TestMethod]
    public void A_client_that_cannot_take_a_close_frame_is_cut_after_10_seconds()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.TakesBytes = false;
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(0);
        Pass(9_900);
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        ConnectionEnds.Check(_bench, "stalled");
    }

    [TestMethod]
    public void A_close_frame_waits_until_the_client_takes_it()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.TakesBytes = false;
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(5_000);
        client.TakesBytes = true;
        Pass(0);
        Assert.AreEqual("880203e8", client.TakeHex());
        client.Say(Hex.Parse(Close1000));
        Pass(0);
        ConnectionEnds.Check(_bench, "done");
    }

    [TestMethod]
    public void A_malformed_frame_after_our_close_frame_is_a_failure()
    {
        MemoryTransport client = _bench.Open("/talk");
        _endpoint.Newest.Close(CloseCode.Normal);
        Pass(0);
        client.Say(Hex.Parse("81 01 61" + Close1000));
        Pass(0);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        ConnectionEnds.Check(_bench, "failed");
    }

    /// <summary>What has come with the request is not read: nothing follows a close frame (RFC 6455 section 5.5.1).</summary>
    [TestMethod]
    public void A_client_that_is_closed_as_it_opens_gets_one_close_frame()
    {
        _endpoint.ClosesAtOnce = true;
        MemoryTransport client = _bench.Listener.Connect();
        client.Say("GET /talk" + ServerBench.Upgrade + "\r\n");
        client.Say(Hex.Parse("81 81" + Key + "61" + Ping));
        _bench.Run();
        client.SkipHead("HTTP/1.1 101 ");
        Assert.AreEqual("880203e8", client.TakeHex());
    }

    private void Pass(int milliseconds)
    {
        _bench.Clock.Milliseconds += milliseconds;
        _bench.Run();
    }
}
