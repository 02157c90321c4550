using System;
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
            CheckEnds(bench, pause == 2000 ? "went-away" : "done");
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
            CheckEnds(bench, isFailure ? "failed" : "done");
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
        CheckEnds("stalled");
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
        CheckEnds("done");
    }

    [TestMethod]
    public void A_connection_that_breaks_in_a_ping_or_an_answer_has_vanished()
    {
        MemoryTransport client = _bench.Open("/talk");
        client.SendFails = true;
        Pass(20_000);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("vanished");

        RouteBench bench = new RouteBench(1, _endpoint);
        client = bench.Listener.Connect();
        client.SendFails = true;
        client.Say("GET /nothing HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(0, bench.Server.ClientCount);
        CheckEnds(bench, "vanished");
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
        CheckEnds("silent");
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
        CheckEnds(bench, "done");
    }

    /// <summary>Closing with unread bytes would reset the connection, and lose the answer.</summary>
    [TestMethod]
    public void What_a_client_sends_after_its_request_is_read()
    {
        MemoryTransport client = _bench.Listener.Connect();
        client.Say("GET /nothing HTTP/1.1\r\nHost: board\r\n\r\n");
        client.Say(new byte[3000]);
        Pass(0);
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 404 "));
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("done");
    }

    [TestMethod]
    public void A_request_that_breaks_a_rule_is_a_failure_after_a_valid_one_too()
    {
        _bench.Request("GET /nothing");
        CheckEnds("done");
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(1, (int)_bench.Server.Counters.Ends[EndOf("failed")]);
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
        CheckEnds("failed");
    }

    [TestMethod]
    public void A_refused_client_that_closes_counts_as_failed()
    {
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
        client.Finish();
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("failed");
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

    /// <summary>After a broken rule the server goes on reading for two seconds, so that its answer is not lost.</summary>
    [TestMethod]
    public void A_client_that_is_refused_and_goes_on_is_cut_after_two_seconds()
    {
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
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

    [TestMethod]
    public void A_shutdown_lingers_for_a_refused_client_and_cuts_one_that_takes_nothing()
    {
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
        Assert.IsFalse(_bench.Server.IsStopped);
        _bench.Server.Shutdown();
        Pass(0);
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        CheckEnds("failed");
        Assert.IsTrue(_bench.Server.IsStopped);

        RouteBench bench = new RouteBench(1, _endpoint);
        bench.Open("/talk").TakesBytes = false;
        Assert.IsFalse(bench.Server.IsStopped);
        bench.Server.Shutdown();
        bench.Run();
        CheckEnds(bench, "went-away");
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

    private static int EndOf(string reason)
    {
        int index = 0;
        while (ServerCounters.NameOfEnd(index) != reason)
        {
            index++;
        }

        return index;
    }

    private void CheckEnds(string reason)
    {
        CheckEnds(_bench, reason);
    }

    private static void CheckEnds(RouteBench bench, string reason)
    {
        uint[] ends = bench.Server.Counters.Ends;
        for (int i = 0; i < ends.Length; i++)
        {
            string name = ServerCounters.NameOfEnd(i);
            Assert.AreEqual(name == reason ? 1 : 0, (int)ends[i], name);
        }
    }

    /// <summary>An endpoint whose newest client the test sends to.</summary>
    private sealed class TalkingEndpoint : WebSocketEndpoint
    {
        internal TalkingEndpoint()
            : base("/talk", 125, "talk.v1")
        {
        }

        internal WebSocketClient Newest { get; private set; }

        internal int ClosedWith { get; private set; }

        internal bool FailsInClosed { get; set; }

        protected override void Closed(WebSocketClient client, int code)
        {
            ClosedWith = code;
            if (FailsInClosed)
            {
                throw new InvalidOperationException("Out of order");
            }
        }

        internal bool ClosesAtOnce { get; set; }

        /// <summary>What the newest client's state was before it was set.</summary>
        internal object StateBefore { get; private set; }

        protected override bool ForgetsClients => true;

        protected override void Opened(WebSocketClient client)
        {
            StateBefore = client.State;
            client.State = this;
            Newest = client;
            if (ClosesAtOnce)
            {
                client.Close(CloseCode.Normal);
            }
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
        }
    }
}
