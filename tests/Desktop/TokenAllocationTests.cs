namespace Sensorcast.Tests.Desktop;

/// <summary>Wrong tokens allocate nothing.</summary>
[TestClass]
public class TokenAllocationTests
{
    private const int Rounds = 200;

    [TestMethod]
    [DataRow("Authorization: Bearer full-token", 200)]
    [DataRow("Authorization: Bearer wrong-token", 401)]
    [DataRow("Sec-WebSocket-Protocol: token.d3JvbmctdG9rZW4", 401)]
    [DataRow("X: nothing", 401)]
    public void A_request_allocates_nothing(string field, int status)
    {
        var clients = new RequestClients($"HEAD /status HTTP/1.1\r\nHost: board.local\r\n{field}\r\n\r\n");

        // The runtime itself allocates now and then while it recompiles what has become hot; what the server allocates shows every time.
        long allocated = long.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            allocated = Math.Min(allocated, clients.Play());
        }

        Assert.AreEqual(status, clients.Status);
        Assert.AreEqual(0, allocated);
    }
}
