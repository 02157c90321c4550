using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>When connections end, for which reason, and what a client does that prevents it.</summary>
[TestClass]
public class ConnectionEndTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is
    private const string Ping = "89 80" + Key;

    private readonly TalkingEndpoint _endpoint = new TalkingEndpoint();
    private readonly RouteBench _bench;

    public ConnectionEndTests()
    {
        _bench = new RouteBench(1, _endpoint);
    }

    /// <summary>A late step reads what has arrived before it counts a client as silent.</summary>
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

    /// <summary>A client that took or sent something between two skipped messages is not stalled.</summary>
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

        // A client that does neither is cut with the next message.
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
        ConnectionEnds.Check(_bench, "stalled");
    }

    /// <summary>RFC 6455 section 7.1.5: without a close frame the code is 1006.</summary>
    [TestMethod]
    public void A_connection_that_ends_without_a_close_frame_is_closed_with_1006()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.Finish();
        Pass(0);
        Assert.AreEqual(1006, _endpoint.ClosedWith);
        ConnectionEnds.Check(_bench, "vanished");
    }

    [TestMethod]
    public void A_connection_that_breaks_in_a_ping_or_an_answer_has_vanished()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.SendFails = true;
        Pass(20_000);
        Assert.IsTrue(client.IsClosed);
        ConnectionEnds.Check(_bench, "vanished");

        RouteBench bench = new RouteBench(1, _endpoint);
        client = bench.Listener.Connect();
        client.SendFails = true;
        client.Say("GET /nothing HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(0, bench.Server.ClientCount);
        ConnectionEnds.Check(bench, "vanished");
    }

    [TestMethod]
    public void A_client_without_a_request_that_takes_no_answer_is_cut()
    {
        MemoryTransport client = _bench.Connect("GET /ta");
        client.TakesBytes = false;
        Pass(4_900);
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        ConnectionEnds.Check(_bench, "silent");
    }

    /// <summary>The rights of a client and its subprotocol do not change while it is open.</summary>
    [TestMethod]
    public void A_ping_changes_neither_rights_nor_subprotocol()
    {
        const string Fields = "Sec-WebSocket-Protocol: talk.v1\r\n\r\n";
        MemoryTransport client = _bench.Connect("GET /talk" + ServerBench.Upgrade + Fields);
        client.SkipHead("HTTP/1.1 101 ");
        for (int i = 0; i < 2; i++)
        {
            Assert.AreEqual(0, _endpoint.Newest.Subprotocol);
            Assert.IsTrue(_endpoint.Newest.MaySet);
            Pass(20_000);
            Assert.AreEqual("8900", client.TakeHex());
            client.Say(Hex.Parse("8a 80" + Key));
            Pass(0);
        }

        // A client that may only read has the same subprotocol.
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, Token = "full-token" }, _endpoint);
        bench.Connect("GET /talk" + ServerBench.Upgrade + Fields).SkipHead("HTTP/1.1 101 ");
        Assert.AreEqual(0, _endpoint.Newest.Subprotocol);
        Assert.IsFalse(_endpoint.Newest.MaySet);
    }

    [TestMethod]
    public void An_endpoint_that_fails_in_Closed_is_counted_and_blocks_nothing()
    {
        MemoryTransport client = _bench.Open("/talk");
        _endpoint.FailsInClosed = true;
        client.Finish();
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(1L, _bench.Server.Counters.RouteFailures);
        Assert.AreEqual(0, _bench.Server.ClientCount);
    }

    /// <summary>A slow network is no stall: each piece that the client takes starts the deadline anew.</summary>
    [TestMethod]
    public void A_client_that_takes_a_piece_of_a_document_now_and_then_is_not_cut()
    {
        RouteBench bench = new RouteBench(1, new StaticRoute("/file", "text/plain", new byte[8000]));
        MemoryTransport client = bench.Listener.Connect();
        client.TakesOneSend = true;
        client.Say("GET /file HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        while (!client.IsClosed)
        {
            client.TakesBytes = true;
            bench.Run();
            bench.Run(client.IsClosed ? 0 : 6_000);
        }

        Assert.IsTrue(client.Received > 8000);
        Assert.IsTrue(client.Sends > 2);
        ConnectionEnds.Check(bench, "done");
    }

    /// <summary>The object of a client is used again if the endpoint keeps none, but its state is not.</summary>
    [TestMethod]
    public void A_client_starts_without_the_state_of_the_one_before()
    {
        for (int i = 0; i < 2; i++)
        {
            MemoryTransport client = _bench.Open("/talk");
            Assert.IsNull(_endpoint.StateBefore);
            client.Finish();
            Pass(0);
        }
    }

    /// <summary>The waiting client gets the slot in the step that finds it free.</summary>
    [TestMethod]
    public void A_new_client_gets_the_slot_of_one_whose_connection_breaks_in_the_same_step()
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

    /// <summary>What a step reads after the deadline is too late, even if it arrived before.</summary>
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
}
