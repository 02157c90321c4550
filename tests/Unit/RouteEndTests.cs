using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>How a route ends a WebSocket, and the server with it.</summary>
[TestClass]
public class RouteEndTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    [TestMethod]
    public void Closes_as_the_route_says()
    {
        ChatRoute chat = new ChatRoute();
        RouteBench bench = new RouteBench(3, chat);
        MemoryTransport polite = bench.Open("/chat");
        polite.Take();
        ChatRoute.Say(polite, "bye");
        bench.Run();
        Assert.AreEqual("880203e8", polite.TakeHex());
        Assert.AreEqual("guest0 1000 False", chat.LastEnd);
        Assert.IsFalse(polite.IsClosed, "The client may still answer");
        polite.Say(Hex.Parse("88 82" + Key + "03e8"));
        bench.Run();
        Assert.IsTrue(polite.IsClosed);

        // What follows the message that ended it is not read (RFC 6455 section 5.5.1).
        MemoryTransport hasty = bench.Open("/chat");
        hasty.Take();
        ChatRoute.Say(hasty, "bye");
        hasty.Say(Hex.Parse("89 80" + Key));
        bench.Run();
        Assert.AreEqual("880203e8", hasty.TakeHex());
        hasty.Say(Hex.Parse("88 82" + Key + "03e8"));
        bench.Run();
        Assert.IsTrue(hasty.IsClosed);

        MemoryTransport binary = bench.Open("/chat");
        binary.Take();
        binary.Say(Hex.Parse("82 81" + Key + "00"));
        bench.Run(200);
        Assert.AreEqual("880203eb", binary.TakeHex());
        Assert.IsTrue(binary.IsClosed);

        MemoryTransport broken = bench.Open("/chat");
        broken.Take();
        ChatRoute.Say(broken, "fail");
        bench.Run(200);
        Assert.AreEqual("880203f3", broken.TakeHex());
        Assert.IsTrue(broken.IsClosed);
        Assert.AreEqual("/chat", bench.Server.Counters.FailedRoute);

        MemoryTransport large = bench.Open("/chat");
        large.Take();
        ChatRoute.Say(large, "123456789012345678901");
        bench.Run(200);
        Assert.AreEqual("880203f1", large.TakeHex());
        Assert.AreEqual("guest0 1009 False", chat.LastEnd);

        MemoryTransport garbled = bench.Open("/chat");
        garbled.Take();
        garbled.Say(Hex.Parse("81 81" + Key + "ff"));
        bench.Run(200);
        Assert.AreEqual("880203ef", garbled.TakeHex());
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void A_shutdown_closes_with_1001()
    {
        RouteBench bench = new RouteBench(2, new ChatRoute());
        MemoryTransport client = bench.Open("/chat");
        client.Take();
        bench.Server.Shutdown();
        bench.Run();
        Assert.AreEqual("880203e9", client.TakeHex());
        client.Say(Hex.Parse("88 82" + Key + "03e9"));
        bench.Run();
        Assert.IsTrue(bench.Server.IsStopped);
    }

    /// <summary>What it answers comes before the close frame, and there is one close frame (RFC 6455 section 5.5.1).</summary>
    [TestMethod]
    public void A_route_can_shut_the_server_down()
    {
        EndingRoute route = new EndingRoute();
        RouteBench bench = new RouteBench(1, route);
        route.Server = bench.Server;
        MemoryTransport client = bench.Open("/end");
        client.Say(Hex.Parse("81 82" + Key + "6869" + "81 82" + Key + "686f"));
        bench.Run();
        Assert.AreEqual("810131" + "810132" + "880203e9", client.TakeHex());
        client.Say(Hex.Parse("88 82" + Key + "03e9"));
        bench.Run();
        Assert.IsTrue(bench.Server.IsStopped);
    }

    /// <summary>Ends the server with the first message, and answers each with its number.</summary>
    private sealed class EndingRoute : WebSocketRoute
    {
        private int _count;

        internal EndingRoute()
            : base("/end", 10)
        {
        }

        internal WebServer Server { get; set; }

        protected override void MessageReceived(WebSocketClient client, Message message)
        {
            Server.Shutdown();
            _count++;
            client.Send(_count.ToString());
        }
    }
}
