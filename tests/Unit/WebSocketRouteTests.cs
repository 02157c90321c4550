using System;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>Routes that speak WebSocket.</summary>
[TestClass]
public class WebSocketRouteTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    [TestMethod]
    public void Sends_to_one_and_to_all()
    {
        RouteBench bench = new RouteBench(3, new ChatRoute());
        MemoryTransport first = bench.Open("/chat");
        Assert.AreEqual("welcome guest0", first.TakeFrames());
        MemoryTransport second = bench.Connect("GET /chat" + ServerBench.Upgrade + "Sec-WebSocket-Protocol: other, chat.v1\r\n\r\n");
        Assert.IsTrue(second.SkipHead("HTTP/1.1 101 ").Contains("\r\nSec-WebSocket-Protocol: chat.v1\r\n"));
        Assert.AreEqual("welcome guest1 v1", second.TakeFrames());

        ChatRoute.Say(second, "hello");
        bench.Run();
        Assert.AreEqual("guest1: hello", first.TakeFrames());
        Assert.AreEqual("guest1: hello", second.TakeFrames());
    }

    [TestMethod]
    public void What_is_read_at_once_is_set_by_an_option_and_answered_at_once()
    {
        Assert.AreEqual(2, SendsOfAnEcho(ServerOptions.MinReadSize));
        Assert.AreEqual(1, SendsOfAnEcho(3000));
        Assert.IsFalse(TakesReadSize(ServerOptions.MinReadSize - 1));
        Assert.IsFalse(TakesReadSize(ServerOptions.MaxReadSize + 1));
    }

    [TestMethod]
    public void Joins_the_fragments_of_each_client()
    {
        RouteBench bench = new RouteBench(3, new ChatRoute());
        MemoryTransport first = bench.Open("/chat");
        MemoryTransport second = bench.Open("/chat");
        first.Take();
        second.Take();
        first.Say(Hex.Parse("01 82" + Key + "6161"));
        bench.Run();
        second.Say(Hex.Parse("01 82" + Key + "6262"));
        bench.Run();
        first.Say(Hex.Parse("80 82" + Key + "6363"));
        bench.Run();
        second.Say(Hex.Parse("80 82" + Key + "6464"));
        bench.Run();
        Assert.AreEqual("guest0: aaccguest1: bbdd", first.TakeFrames());
        Assert.AreEqual("guest0: aaccguest1: bbdd", second.TakeFrames());
    }

    [TestMethod]
    public void Answers_in_order_in_one_send()
    {
        RouteBench bench = new RouteBench(3, new ChatRoute());
        MemoryTransport client = bench.Open("/chat");
        client.Take();
        int sends = client.Sends;
        client.Say(Hex.Parse("89 81" + Key + "31"));
        ChatRoute.Say(client, "a");
        client.Say(Hex.Parse("89 81" + Key + "32"));
        bench.Run();
        Assert.AreEqual("1guest0: a2", client.TakeFrames());
        Assert.AreEqual(sends + 1, client.Sends);
    }

    [TestMethod]
    public void A_slow_client_skips_and_is_counted()
    {
        RouteBench bench = new RouteBench(3, new ChatRoute());
        MemoryTransport slow = bench.Open("/chat");
        MemoryTransport quick = bench.Open("/chat");
        slow.Take();
        quick.Take();
        slow.TakesBytes = false;
        ChatRoute.Say(quick, "1");
        bench.Run();
        slow.TakesBytes = true;
        ChatRoute.Say(quick, "2");
        bench.Run();
        Assert.AreEqual("guest1: 1guest1: 2", quick.TakeFrames());
        Assert.AreEqual("guest1: 2", slow.TakeFrames());
        Assert.AreEqual(1L, bench.Server.Skipped);

        slow.TakesBytes = false;
        for (int i = 0; i < 12; i++)
        {
            ChatRoute.Say(quick, "x");
            bench.Run(1000);
        }

        Assert.IsTrue(slow.IsClosed, "A client that takes nothing for 10 s is cut");
        Assert.IsTrue(quick.TakeFrames().EndsWith("guest0 leftguest1: xguest1: x") || quick.TakeFrames().Length == 0);
    }

    /// <summary>One message to all may find a client stalled for too long, and the next one finds it ready.</summary>
    [TestMethod]
    public void A_client_that_takes_a_later_message_of_the_same_step_stays()
    {
        KeepingRoute keeper = new KeepingRoute();
        RouteBench bench = new RouteBench(1, keeper);
        MemoryTransport slow = bench.Open("/keep");
        slow.TakesBytes = false;
        keeper.SendToAll("1");
        bench.Clock.Milliseconds += 10_000;
        keeper.SendToAll("2");
        slow.TakesBytes = true;
        keeper.SendToAll("3");
        bench.Run();
        Assert.AreEqual("3", slow.TakeFrames());
        Assert.IsTrue(keeper.Newest.Send("4"));
        Assert.AreEqual("4", slow.TakeFrames());
    }

    [TestMethod]
    public void A_client_that_sends_but_takes_nothing_for_10_seconds_is_cut_with_a_message_of_another()
    {
        ChatRoute chat = new ChatRoute();
        RouteBench bench = new RouteBench(2, chat);
        MemoryTransport quick = bench.Open("/chat");
        MemoryTransport slow = bench.Open("/chat");
        slow.TakesBytes = false;
        chat.SendToAll("6");
        bench.Clock.Milliseconds += 10_000;
        slow.Say(Hex.Parse("89 80" + Key));
        ChatRoute.Say(quick, "7");
        bench.Run();
        Assert.IsTrue(slow.IsClosed);
        Assert.IsFalse(quick.IsClosed);
        Assert.AreEqual(0L, bench.Server.Counters.RouteFailures);
    }

    [TestMethod]
    public void Before_it_is_added_it_has_no_clients()
    {
        ChatRoute chat = new ChatRoute();
        Assert.AreEqual(0, chat.ClientCount);
        chat.SendToAll("x");
        chat.SendToAll(Opcode.Binary, new byte[1], 0, 1);
        RouteBench bench = new RouteBench(2, chat);
        Assert.AreEqual(0, chat.ClientCount);
        MemoryTransport client = bench.Open("/chat");
        Assert.AreEqual(1, chat.ClientCount);
        client.Take();
        chat.SendToAll(Opcode.Binary, Hex.Parse("01020304"), 1, 2);
        Assert.AreEqual("82020203", client.TakeHex());
    }

    [TestMethod]
    public void A_client_that_is_gone_gets_nothing_of_the_next_one()
    {
        KeepingRoute keeper = new KeepingRoute();
        RouteBench bench = new RouteBench(1, keeper);
        MemoryTransport gone = bench.Open("/keep");
        WebSocketClient kept = keeper.Newest;
        gone.Finish();
        bench.Run();
        MemoryTransport next = bench.Open("/keep");
        Assert.IsFalse(kept.IsOpen);
        Assert.IsFalse(kept.Send("secret"));
        kept.Close(1000);
        bench.Run(200);
        Assert.AreEqual(0, next.Take().Length);
        Assert.IsTrue(keeper.Newest.Send("hello"));
        Assert.AreEqual("hello", next.TakeFrames());
    }

    [TestMethod]
    public void Is_no_document()
    {
        RouteBench bench = new RouteBench(2, new ChatRoute());
        Assert.IsTrue(bench.Request("GET /chat").StartsWith("HTTP/1.1 426 "));
        Assert.IsTrue(bench.Request("POST /chat").StartsWith("HTTP/1.1 405 "));
        MemoryTransport client = bench.Connect("GET /chat" + ServerBench.Upgrade + "Origin: http://evil.example\r\n\r\n");
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 403 "));
        client = bench.Connect("GET /chat" + ServerBench.Upgrade + "Content-Length: 4\r\n\r\n");
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 413 "), "A body after an upgrade");
    }

    /// <summary>A route that wrongly keeps a client after its end.</summary>
    private sealed class KeepingRoute : WebSocketRoute
    {
        internal KeepingRoute()
            : base("/keep", 10)
        {
        }

        internal WebSocketClient Newest { get; private set; }

        protected override void ClientOpened(WebSocketClient client)
        {
            Newest = client;
        }

        protected override void MessageReceived(WebSocketClient client, Message message)
        {
        }
    }

    /// <summary>How many sends the echo of a message of 2,000 bytes takes.</summary>
    private static int SendsOfAnEcho(int readSize)
    {
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, ReadSize = readSize }, new EchoRoute());
        MemoryTransport client = bench.Open("/echo");
        int before = client.Sends;
        client.Say(Hex.Parse("82 fe 07d0" + Key));
        client.Say(new byte[2000]);
        bench.Run();
        return client.Sends - before;
    }

    private static bool TakesReadSize(int readSize)
    {
        try
        {
            return new RouteBench(new ServerOptions { MaxClients = 1, ReadSize = readSize }).Server.MaxClients == 1;
        }
        catch (ArgumentException e)
        {
            return !e.Message.Contains("ReadSize");
        }
    }
}
