using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Which messages are text, and how long a message may be.</summary>
[TestClass]
public class MessageTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    [TestMethod]
    public void Is_a_text_or_is_not()
    {
        const string Bye = "627965";
        Assert.AreEqual("yes", Answer("81 83" + Key + Bye));
        Assert.AreEqual("yes", Answer("01 81" + Key + "62" + "80 82" + Key + "7965"));
        const string Fragments = "01 81" + Key + "62" + "80 82" + Key + "7965";
        Assert.AreEqual("yesyes", Answer(Fragments + Fragments));
        Assert.AreEqual("no", Answer("82 83" + Key + Bye));
        Assert.AreEqual("no", Answer("81 82" + Key + "6279"));
        Assert.AreEqual("no", Answer("81 84" + Key + Bye + "65"));
        Assert.AreEqual("no", Answer("81 83" + Key + "627966"));
        Assert.AreEqual("no", Answer("81 83" + Key + "427965"));
        Assert.AreEqual("no", Answer("81 80" + Key));
    }

    [TestMethod]
    public void Has_a_size_of_16_bits()
    {
        Refusal.Check(() => new AskingRoute(0));
        Refusal.Check(() => new AskingRoute(65536));
        Assert.AreEqual(65535L, new AskingRoute(65535).MaxMessageSize);
        Assert.AreEqual(1L, new AskingRoute(1).MaxMessageSize);
    }

    [TestMethod]
    public void A_server_has_1_to_10_000_slots()
    {
        Refusal.Check(() => new RouteBench(0));
        Refusal.Check(() => new RouteBench(ServerOptions.MaxClientsLimit + 1));
        Assert.AreEqual(1, new RouteBench(1).Server.MaxClients);
    }

    /// <summary>The times of docs/library.md, in milliseconds.</summary>
    [TestMethod]
    public void A_server_has_times_that_suit_most_programs()
    {
        ServerOptions options = new ServerOptions();
        Assert.AreEqual(8, options.MaxClients);
        Assert.AreEqual(5000, options.RequestTimeout);
        Assert.AreEqual(20_000, options.IdleTimeout);
        Assert.AreEqual(10_000, options.PongTimeout);
        Assert.AreEqual(2000, options.CloseTimeout);
        Assert.AreEqual(10_000, options.StallTimeout);
    }

    private static string Answer(string frames)
    {
        RouteBench bench = new RouteBench(1, new AskingRoute(8));
        MemoryTransport client = bench.Open("/ask");
        client.Say(Hex.Parse(frames));
        bench.Run();
        return client.TakeFrames();
    }

    private sealed class AskingRoute : WebSocketRoute
    {
        internal AskingRoute(int maxMessageSize)
            : base("/ask", maxMessageSize)
        {
        }

        protected override void MessageReceived(WebSocketClient client, Message message)
        {
            client.Send(message.IsText("bye") ? "yes" : "no");
        }
    }
}
