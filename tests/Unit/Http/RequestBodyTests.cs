using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Requests with a body, of which one at a time is read.</summary>
[TestClass]
public class RequestBodyTests
{
    /// <summary>RFC 9112 section 6.3: the length says where a body ends.</summary>
    [TestMethod]
    public void What_follows_a_body_is_not_part_of_it()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        const string Fields = "Content-Length: 10\r\n";
        Assert.IsTrue(bench.Request("POST /config", Fields, "period=2500").EndsWith("period 250\n"));
        MemoryTransport client = bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\n" + Fields + "\r\nperiod");
        client.Say("=1239GET / HTTP/1.1\r\n");
        bench.Run();
        Assert.IsTrue(client.TakeText().EndsWith("period 123\n"));
    }

    [TestMethod]
    public void Answers_100_when_a_body_may_come()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        MemoryTransport client =
            bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        Assert.AreEqual("HTTP/1.1 100 Continue\r\n\r\n", client.TakeText());
        client.Say("period=700");
        bench.Run();
        Assert.IsTrue(client.TakeText().EndsWith("period 700\n"));
        string answer = bench.Request("POST /config", "Expect: 100-continue\r\nContent-Length: 99\r\n");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 413 "), "A refused body is not requested");
    }

    [TestMethod]
    public void A_body_that_stops_is_408_and_leaves_the_place_free()
    {
        RouteBench bench = new RouteBench(3, new PeriodRoute());
        MemoryTransport stopped = bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nperi");
        bench.Run(5100);
        Assert.IsTrue(stopped.TakeText().StartsWith("HTTP/1.1 408 "));

        MemoryTransport gone = bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nperi");
        gone.Finish();
        bench.Run();
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=111").EndsWith("period 111\n"));
    }

    /// <summary>A client that is gone leaves nothing to a later one that gets its slot.</summary>
    [TestMethod]
    public void A_body_whose_client_is_gone_leaves_the_place_free()
    {
        RouteBench bench = new RouteBench(3, new PeriodRoute());
        bench.Run(5000);
        MemoryTransport gone = bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nperi");
        gone.Finish();
        bench.Run();
        bench.Connect("GET / HT");
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=111").EndsWith("period 111\n"));
    }

    [TestMethod]
    public void A_second_request_waits_and_a_slow_one_is_evicted()
    {
        RouteBench bench = new RouteBench(4, new PeriodRoute());
        MemoryTransport slow = bench.Connect("POST /config HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nperi");
        string answer = bench.Request("POST /config", "Content-Length: 10\r\n", "period=111");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 503 "), answer);
        Assert.IsTrue(answer.Contains("\r\nRetry-After: 1\r\n"), answer);

        bench.Run(1000);
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=222").EndsWith("period 222\n"));
        slow.Say("od=333");
        bench.Run();
        Assert.IsTrue(slow.TakeText().StartsWith("HTTP/1.1 503 "), "Half of its body is gone");
        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 222\n"), "No client gets another's body");
    }

    [TestMethod]
    public void A_slow_one_is_evicted_only_for_one_that_needs_its_place()
    {
        RouteBench bench = new RouteBench(4, new PeriodRoute(), new EchoRoute());
        MemoryTransport slow = bench.Connect("POST /config?name=me HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n\r\nperi");
        bench.Run(3000);
        Assert.IsTrue(bench.Request("GET /elsewhere?x=1").StartsWith("HTTP/1.1 404 "));
        bench.Open("/echo");
        slow.Say("od=333");
        bench.Run();
        Assert.IsTrue(slow.TakeText().EndsWith("period 333\nme"));
    }

    [TestMethod]
    public void One_that_lost_its_place_does_not_go_on_without_its_query()
    {
        RouteBench bench = new RouteBench(4, new PeriodRoute());
        bench.Run(5000);
        MemoryTransport slow = bench.Connect("POST /config?name=me HTTP/1.1\r\nHost: board\r\n");
        bench.Run(900);
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=222").StartsWith("HTTP/1.1 503 "));
        slow.Say("X-Y: z\r\n");
        bench.Run(100);
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=222").EndsWith("period 222\n"));
        slow.Say("Content-Length: 10\r\n\r\nperiod=333");
        bench.Run();
        Assert.IsTrue(slow.TakeText().StartsWith("HTTP/1.1 503 "));
        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 222\n"));
    }
}
