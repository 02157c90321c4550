namespace Sensorcast.Tests.Desktop;

/// <summary>Repeated requests allocate nothing.</summary>
[TestClass]
public class ReadingsAllocationTests
{
    private const string Put = "PUT /readings/lamp HTTP/1.1\r\nHost: board.local\r\nAuthorization: Bearer full-token\r\n";

    [TestMethod]
    [DataRow("GET", "/readings", "*/*", 200)]
    [DataRow("GET", "/readings/a?history", "application/senml+cbor", 200)]
    [DataRow("HEAD", "/readings/lamp", "application/json, application/senml+cbor;q=0.5", 200)]
    [DataRow("GET", "/readings/nothing", "*/*", 404)]
    public void A_request_allocates_nothing(string method, string path, string accept, int status) =>
        AssertAllocatesNothing(
            $"{method} {path} HTTP/1.1\r\nHost: board.local\r\nAuthorization: Bearer full-token\r\nAccept: {accept}\r\n\r\n", status);

    [TestMethod]
    [DataRow("true", 200)]
    [DataRow("[{\"n\":\"sensorcast:lamp\",\"vb\":false}]", 200)]
    [DataRow("1", 422)]
    [DataRow("yes", 400)]
    public void A_setting_allocates_nothing(string body, int status) =>
        AssertAllocatesNothing($"{Put}Content-Length: {body.Length}\r\n\r\n{body}", status);

    private static void AssertAllocatesNothing(string request, int status)
    {
        var clients = new RequestClients(request);

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
