using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>How long the server reads a client after its last bytes to it, so that they are not lost.</summary>
[TestClass]
public class LingeringTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    private readonly TalkingEndpoint _endpoint = new TalkingEndpoint();
    private readonly RouteBench _bench;

    public LingeringTests()
    {
        _bench = new RouteBench(1, _endpoint);
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
        ConnectionEnds.Check(_bench, "done");
    }

    [TestMethod]
    public void A_request_that_breaks_a_rule_is_a_failure_after_a_valid_one_too()
    {
        _bench.Request("GET /nothing");
        ConnectionEnds.Check(_bench, "done");
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
        Assert.IsFalse(client.IsClosed);
        Pass(100);
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(1, (int)_bench.Server.Counters.Ends[EndOf("failed")]);
    }

    [TestMethod]
    public void A_refused_client_that_closes_counts_as_failed()
    {
        MemoryTransport client = _bench.Connect("BAD REQ\r\n");
        client.Finish();
        Pass(0);
        Assert.IsTrue(client.IsClosed);
        ConnectionEnds.Check(_bench, "failed");
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
        ConnectionEnds.Check(_bench, "failed");
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
        ConnectionEnds.Check(_bench, "failed");
        Assert.IsTrue(_bench.Server.IsStopped);

        RouteBench bench = new RouteBench(1, _endpoint);
        bench.Open("/talk").TakesBytes = false;
        Assert.IsFalse(bench.Server.IsStopped);
        bench.Server.Shutdown();
        bench.Run();
        ConnectionEnds.Check(bench, "went-away");
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
}
