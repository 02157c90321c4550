namespace Sensorcast.Tests.Unit;

/// <summary>Connections to a server whose slots are taken.</summary>
[TestClass]
public class ServerSlotTests
{
    [TestMethod]
    public void Answers_503_when_every_slot_is_taken()
    {
        ServerBench bench = new ServerBench(2);
        bench.ConnectStream();
        MemoryTransport second = bench.ConnectStream();
        MemoryTransport third = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        string answer = third.TakeText();
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
        Assert.IsTrue(answer.Contains("\r\nRetry-After: 5\r\n"), answer);
        Assert.IsTrue(third.IsClosed);

        // The slot of a client that has gone is free at once.
        second.Finish();
        bench.Run();
        bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 200 ");
    }

    [TestMethod]
    public void A_slow_client_that_is_refused_holds_up_the_next_one_for_a_second_only()
    {
        ServerBench bench = new ServerBench(1);
        bench.ConnectStream();
        MemoryTransport slow = bench.Connect("GET /");
        MemoryTransport next = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run(900);
        Assert.AreEqual(string.Empty, slow.TakeText());
        Assert.AreEqual(string.Empty, next.TakeText());
        bench.Run(100);
        Assert.IsTrue(slow.TakeText().StartsWith("HTTP/1.1 503 "));

        // A client that goes on sending is read for one second more; with a slot it would be two.
        for (int i = 0; i < 20; i++)
        {
            Assert.IsFalse(slow.IsClosed);
            Assert.AreEqual(string.Empty, next.TakeText());
            slow.Say("x");
            bench.Run(50);
        }

        Assert.IsTrue(slow.IsClosed);
        bench.Run();
        Assert.IsTrue(next.TakeText().StartsWith("HTTP/1.1 503 "));
    }

    [TestMethod]
    public void New_clients_evict_spare_connections_the_oldest_first()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport older = bench.Connect(string.Empty);
        bench.Run(100);
        MemoryTransport newer = bench.Connect(string.Empty);
        bench.ConnectStream();
        Assert.IsTrue(older.IsClosed);
        Assert.IsFalse(newer.IsClosed);
        bench.ConnectStream();
        Assert.IsTrue(newer.IsClosed);
    }

    [TestMethod]
    public void The_oldest_is_evicted_whatever_its_slot()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport first = bench.Connect(string.Empty);
        bench.Run(100);
        MemoryTransport older = bench.Connect(string.Empty);
        bench.Run(100);
        first.Finish();
        bench.Run();
        MemoryTransport newer = bench.Connect(string.Empty);
        bench.ConnectStream();
        Assert.IsTrue(older.IsClosed);
        Assert.IsFalse(newer.IsClosed);
    }

    [TestMethod]
    public void A_connection_whose_request_has_begun_is_not_evicted()
    {
        ServerBench bench = new ServerBench(1);
        MemoryTransport begun = bench.Connect("GET / HT");
        bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 503 ");
        begun.Say("TP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        begun.SkipHead("HTTP/1.1 200 ");
    }

    [TestMethod]
    public void A_connection_whose_request_has_arrived_is_not_evicted()
    {
        ServerBench bench = new ServerBench(1);
        MemoryTransport spare = bench.Connect(string.Empty);
        spare.Say("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        MemoryTransport next = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        spare.SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(next.TakeText().StartsWith("HTTP/1.1 503 "));
    }

    [TestMethod]
    public void Lingers_for_a_client_that_is_refused_before_it_has_sent_all()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.Connect("BAD REQ\r\n");
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 400 "));
        for (int i = 0; i < 10; i++)
        {
            Assert.IsFalse(client.IsClosed);
            client.Say("more of it");
            bench.Run(50);
        }

        bench.Run(150);
        Assert.IsTrue(client.IsClosed);

        // The server does not read for ever.
        MemoryTransport endless = bench.Connect("BAD REQ\r\n");
        for (int i = 0; i < 42; i++)
        {
            endless.Say("more of it");
            bench.Run(50);
        }

        Assert.IsTrue(endless.IsClosed);
    }
}
