using System.Net.Http;

namespace Sensorcast.Tests.Network;

/// <summary>The requests that HttpClient can send.</summary>
[TestClass]
public class HttpClientTests
{
    [Setup]
    public void Start()
    {
        RunningServer.Prepare();
    }

    [TestMethod]
    public void Gets_the_page_whole()
    {
        RunningServer.Prepare();
        using HttpClient client = new HttpClient();
        using HttpResponseMessage response = client.Get(RunningServer.Url + "/", HttpCompletionOption.ResponseHeadersRead);
        Assert.AreEqual(200, (int)response.StatusCode);

        using CountingStream page = new CountingStream();
        response.Content.CopyTo(page);
        Assert.AreEqual(response.Content.Headers.ContentLength, page.Length);
        Assert.AreEqual(0x1F, (int)page.First, "The page comes in gzip");
    }

    [TestMethod]
    public void Gets_the_status()
    {
        RunningServer.Prepare();
        using HttpClient client = new HttpClient();
        string status = client.GetString(RunningServer.Url + "/status");
        Assert.StartsWith("{\"", status);
        Assert.EndsWith("}\n", status);
        Assert.Contains("\"maxClients\":" + RunningServer.MaxClients, status);
    }

    [TestMethod]
    public void Is_refused_an_unknown_path()
    {
        Assert.AreEqual(404, StatusOf(HttpMethod.Get, "/nothing"));
    }

    [TestMethod]
    public void Is_refused_other_methods()
    {
        Assert.AreEqual(405, StatusOf(HttpMethod.Delete, "/"));
    }

    [TestMethod]
    public void Is_refused_a_long_target()
    {
        Assert.AreEqual(414, StatusOf(HttpMethod.Get, "/" + new string('a', 256)));
    }

    [TestMethod]
    public void Is_refused_the_stream_without_an_upgrade()
    {
        Assert.AreEqual(426, StatusOf(HttpMethod.Get, "/ws"));
    }

    private static int StatusOf(HttpMethod method, string path)
    {
        RunningServer.Prepare();
        using HttpClient client = new HttpClient();
        using HttpRequestMessage request = new HttpRequestMessage(method, RunningServer.Url + path);
        using HttpResponseMessage response = client.Send(request);
        return (int)response.StatusCode;
    }
}
