using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

/// <summary>Which clients of a stream stay, and how the others are ended.</summary>
[TestClass]
public class ServerLivenessTests
{
    private const string Close1000 = "8882 00000000 03e8";

    [TestMethod]
    public void Cuts_a_client_that_takes_nothing_for_10_seconds()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport stalled = bench.ConnectStream();
        stalled.TakesBytes = false;
        bench.Run(10900);
        Assert.IsFalse(stalled.IsClosed);
        bench.Run(200);
        Assert.IsTrue(stalled.IsClosed);
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void Cuts_a_client_whose_connection_breaks_in_a_send()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport broken = bench.ConnectStream();
        MemoryTransport other = bench.ConnectStream();
        broken.SendFails = true;
        bench.Run(1000);
        Assert.IsTrue(broken.IsClosed);
        Assert.IsFalse(other.IsClosed);
        Assert.IsTrue(other.TakeFrames().Contains("\"seq\":2,"));
    }

    [TestMethod]
    public void Pings_a_silent_client_after_20_seconds_and_cuts_it_10_seconds_later()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        bench.Run(19900);
        Assert.AreEqual(string.Empty, client.TakeHex());
        bench.Run(200);
        Assert.AreEqual("8900", client.TakeHex());
        bench.Run(9800);
        Assert.IsFalse(client.IsClosed);
        bench.Run(300);
        Assert.IsTrue(client.IsClosed);
    }

    /// <summary>Its 20 seconds begin when it has its first pack whole, however long that took.</summary>
    [TestMethod]
    public void Pings_a_client_of_the_stream_20_seconds_after_its_first_pack()
    {
        ServerBench bench = new ServerBench(new SensorOptions { MaxClients = 1, BaseName = "b:", HistoryLength = 150 });
        bench.Run(150_000);
        bench.Sensor.HasReading = false;
        MemoryTransport client = bench.Listener.Connect();
        client.TakesOneSend = true;
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        bench.Run(5000);
        client.TakesOneSend = false;
        client.TakesBytes = true;
        bench.Run(50);
        client.Take();
        bench.Run(19_900);
        Assert.AreEqual(string.Empty, client.TakeHex());
        bench.Run(100);
        Assert.AreEqual("8900", client.TakeHex());
    }

    [TestMethod]
    public void Keeps_a_client_that_answers_pings()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        for (int i = 0; i < 10; i++)
        {
            bench.Run(20100);
            Assert.AreEqual("8900", client.TakeHex());
            client.Say(Hex.Parse("8a80 00000000"));
            bench.Run();
        }

        Assert.IsFalse(client.IsClosed);
    }

    [TestMethod]
    public void Answers_a_close_with_the_same_code_and_closes_at_once()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        client.Say(Hex.Parse(Close1000));
        bench.Run();
        Assert.AreEqual("880203e8", client.TakeHex());
        Assert.IsTrue(client.IsClosed);
    }

    [TestMethod]
    public void Closes_with_the_code_of_what_the_client_did_wrong()
    {
        CheckFailure("8105 6162636465", "880203ea"); // 1002
        CheckFailure("8181 00000000 ff", "880203ef"); // 1007
        CheckFailure("82ff 0000000001000001", "880203f1"); // 1009

        // 16 MB are not too many.
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        client.Say(Hex.Parse("82ff 0000000001000000"));
        bench.Run();
        Assert.AreEqual(string.Empty, client.TakeHex());
    }

    [TestMethod]
    public void Shutdown_closes_every_client_with_1001()
    {
        ServerBench bench = new ServerBench(4);
        bench.Run();
        MemoryTransport polite = bench.ConnectStream();
        MemoryTransport mute = bench.ConnectStream();
        MemoryTransport stalled = bench.ConnectStream();
        MemoryTransport halfway = bench.Connect("GET / HT");
        stalled.TakesBytes = false;
        bench.Server.Shutdown();
        bench.Run();
        Assert.AreEqual("880203e9", polite.TakeHex());
        Assert.AreEqual("880203e9", mute.TakeHex());
        Assert.IsTrue(stalled.IsClosed);
        Assert.IsTrue(halfway.IsClosed);

        // Nothing is sent after a close frame, and no new client is accepted.
        polite.Say(Hex.Parse("8980 00000000"));
        MemoryTransport late = bench.Listener.Connect();
        bench.Run(1000);
        Assert.AreEqual(string.Empty, polite.TakeHex());
        Assert.AreEqual(1, bench.Listener.Waiting);
        Assert.IsFalse(late.IsClosed);

        polite.Say(Hex.Parse(Close1000));
        bench.Run();
        Assert.IsTrue(polite.IsClosed);
        Assert.IsFalse(bench.Server.IsStopped);
        bench.Run(1100);
        Assert.IsTrue(mute.IsClosed);
        Assert.IsTrue(bench.Server.IsStopped);
    }

    private static void CheckFailure(string frames, string expected)
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        client.Say(Hex.Parse(frames));
        bench.Run();
        Assert.AreEqual(expected, client.TakeHex(), frames);
        client.Say(Hex.Parse("8980 00000000"));
        bench.Run(50);
        Assert.IsFalse(client.IsClosed);
        bench.Run(150);
        Assert.AreEqual(string.Empty, client.TakeHex(), frames);
        Assert.IsTrue(client.IsClosed, frames);
    }
}
