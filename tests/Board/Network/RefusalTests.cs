namespace Sensorcast.Tests.Network;

/// <summary>The refusals of requests that HttpClient does not send.</summary>
[TestClass]
public class RefusalTests
{
    [Setup]
    public void Start()
    {
        RunningServer.Prepare();
    }

    [TestMethod]
    public void Refuses_a_malformed_request()
    {
        AssertAnswer("HTTP/1.1 400 ", "GET / HTTP/1.1\r\n\r\n");
        AssertAnswer("HTTP/1.1 400 ", "GET  / HTTP/1.1\r\nHost: board\r\n\r\n");
        AssertAnswer("HTTP/1.1 400 ", "GET / HTTP/1.1\r\nHost: board\r\nHost: board\r\n\r\n");
        AssertAnswer("HTTP/1.1 400 ", RawClient.Upgrade("/ws", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    }

    [TestMethod]
    public void Refuses_a_foreign_origin()
    {
        AssertAnswer("HTTP/1.1 403 ", RawClient.Upgrade("/ws", "Origin: http://elsewhere\r\n"));
    }

    [TestMethod]
    public void Refuses_a_client_that_takes_too_long()
    {
        AssertAnswer("HTTP/1.1 408 ", "GET / HT");
    }

    [TestMethod]
    public void Refuses_a_body()
    {
        AssertAnswer("HTTP/1.1 413 ", "GET / HTTP/1.1\r\nHost: board\r\nContent-Length: 1\r\n\r\na");
    }

    [TestMethod]
    public void Refuses_an_upgrade_of_another_version()
    {
        string head = AssertAnswer(
            "HTTP/1.1 426 ",
            "GET /ws HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        Assert.Contains("\r\nSec-WebSocket-Version: 13\r\n", head);
    }

    [TestMethod]
    public void Refuses_long_headers()
    {
        RunningServer.Prepare();
        using RawClient client = new RawClient();
        client.Send("GET / HTTP/1.1\r\nHost: board\r\n");
        string line = "A: " + new string('a', 1000) + "\r\n";
        for (int i = 0; i < 9; i++)
        {
            client.Send(line);
        }

        Assert.StartsWith("HTTP/1.1 431 ", client.ReceiveHead());
    }

    [TestMethod]
    public void Refuses_a_client_that_is_one_too_many()
    {
        RunningServer.Prepare();
        using RawClient first = new RawClient();
        using RawClient second = new RawClient();
        first.Send("GET / HT");
        second.Send("GET / HT");
        using RawClient third = new RawClient();
        third.Send("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        string head = third.ReceiveHead();
        Assert.StartsWith("HTTP/1.1 503 ", head);
        Assert.Contains("\r\nRetry-After: ", head);
    }

    [TestMethod]
    public void Refuses_HTTP_2()
    {
        AssertAnswer("HTTP/1.1 505 ", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    private static string AssertAnswer(string expected, string request)
    {
        RunningServer.Prepare();
        string head = RawClient.Request(request);
        Assert.StartsWith(expected, head);
        return head;
    }
}
