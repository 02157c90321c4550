using System.Net;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests;

/// <summary>Which clients are served, by the command line.</summary>
[TestClass]
public class AccessTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("127.0.0.1", HttpStatusCode.OK)]
    [DataRow("localhost:8080", HttpStatusCode.OK)]
    [DataRow("kitchen.local", HttpStatusCode.OK)]
    [DataRow("sensors.example.org", HttpStatusCode.OK)]
    [DataRow("xn--kche-0ra.example", HttpStatusCode.OK)]
    [DataRow("evil.example", HttpStatusCode.MisdirectedRequest)]
    [DataRow("sensors.example.org.evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task Answers_for_its_hosts_only(string name, HttpStatusCode expected)
    {
        using var host = new LiveHost(0, "--host-name", "Sensors.Example.Org", "--host-name", "küche.example");

        Assert.AreEqual(expected, await StatusAsync(host, "/status", ("Host", name)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Answers_to_the_name_of_the_machine()
    {
        using var host = new LiveHost();

        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(host, "/status", ("Host", Environment.MachineName)));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("https://example.org", HttpStatusCode.SwitchingProtocols)]
    [DataRow("http://[2001:db8::1]:8080", HttpStatusCode.SwitchingProtocols)]
    [DataRow("http://xn--kche-0ra.example", HttpStatusCode.SwitchingProtocols)]
    [DataRow("http://example.org", HttpStatusCode.Forbidden)]
    [DataRow("https://example.org:8443", HttpStatusCode.Forbidden)]
    [DataRow("null", HttpStatusCode.Forbidden)]
    public async Task Lets_allowed_pages_in(string origin, HttpStatusCode expected)
    {
        using var host = new LiveHost(
            0, "--allow-origin", "https://Example.org:443/", "--allow-origin", "http://[2001:DB8::1]:8080", "--allow-origin",
            "http://küche.example");

        Assert.AreEqual(expected, await StatusAsync(host, "/ws", [.. Upgrade, ("Origin", origin)]));
    }

    private static readonly (string Name, string Value)[] Upgrade =
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    private static async Task<HttpStatusCode> StatusAsync(LiveHost host, string path, params (string Name, string Value)[] fields)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, path));
        foreach ((string name, string value) in fields)
        {
            Assert.IsTrue(request.Headers.TryAddWithoutValidation(name, value));
        }

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
