using System.Net;
using System.Net.WebSockets;
using System.Text;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests;

/// <summary>The routes that <c>--demo</c> adds: examples of an author's routes, with .NET's own clients.</summary>
[TestClass]
public class DemoRouteTests
{
    private static CancellationToken Limit => new CancellationTokenSource(2 * Limits.Wait).Token;

    [TestMethod]
    public async Task A_note_is_read_and_written()
    {
        using var host = new LiveHost(0, "--demo");
        Uri url = new(host.Url, "demo/note");
        using var http = new HttpClient();
        Assert.Contains("curl", await http.GetStringAsync(url, Limit));
        Assert.AreEqual(HttpStatusCode.OK, (await Put(http, url, "Grüße"u8.ToArray())).StatusCode);
        Assert.AreEqual("Grüße", await http.GetStringAsync(url, Limit));
        Assert.AreEqual(HttpStatusCode.OK, (await http.PostAsync(url, new StringContent(new string('x', 200)), Limit)).StatusCode);

        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, (await Put(http, url, new byte[201])).StatusCode);
        Assert.AreEqual(HttpStatusCode.BadRequest, (await Put(http, url, [0xC3, 0x28])).StatusCode);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, (await http.DeleteAsync(url, Limit)).StatusCode);
        Assert.AreEqual(new string('x', 200), await http.GetStringAsync(url, Limit), "What is refused changes nothing");

        using var chunked = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("x") };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.AreEqual(HttpStatusCode.LengthRequired, (await http.SendAsync(chunked, Limit)).StatusCode);

        using var foreign = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("x") };
        foreign.Headers.Add("Origin", "http://evil.example");
        Assert.AreEqual(HttpStatusCode.Forbidden, (await http.SendAsync(foreign, Limit)).StatusCode);
    }

    [TestMethod]
    public async Task A_chat_goes_to_all()
    {
        using var host = new LiveHost(0, "--demo");
        Uri url = new($"ws://{host.Url.Authority}/demo/chat");
        using ClientWebSocket first = await Connect(url);
        using ClientWebSocket second = await Connect(url);
        await first.SendAsync("Hal"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, Limit);
        await second.SendAsync("zwei"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Limit);
        Assert.AreEqual("zwei", await Receive(first));
        Assert.AreEqual("zwei", await Receive(second));
        await first.SendAsync("lo"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Limit);
        Assert.AreEqual("Hallo", await Receive(first));
        Assert.AreEqual("Hallo", await Receive(second));

        await second.SendAsync(new byte[1], WebSocketMessageType.Binary, endOfMessage: true, Limit);
        Assert.AreEqual("closed 1003", await Receive(second));
        await first.SendAsync(new byte[201], WebSocketMessageType.Text, endOfMessage: true, Limit);
        Assert.AreEqual("closed 1009", await Receive(first));
    }

    [TestMethod]
    [DataRow("NoteRoute.cs")]
    [DataRow("ChatRoute.cs")]
    public void The_documentation_shows_the_code_that_runs(string file)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tools", "Host", "Demo", file));
        string shown = source[source.IndexOf("public sealed class", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains(shown, File.ReadAllText(Path.Combine(Repository.Root, "docs", "library.md")));
    }

    [TestMethod]
    public async Task Without_the_demo_there_are_no_demo_routes()
    {
        using var host = new HostProcess("--port", "0");
        Uri url = new(host.ReadLine().Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(url, "demo/note"), Limit);
        Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("/status", await answer.Content.ReadAsStringAsync(Limit));
    }

    private static Task<HttpResponseMessage> Put(HttpClient http, Uri url, byte[] body) =>
        http.PutAsync(url, new ByteArrayContent(body), Limit);

    private static async Task<ClientWebSocket> Connect(Uri url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, Limit);
        return socket;
    }

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        byte[] buffer = new byte[500];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, Limit);
        return result.MessageType == WebSocketMessageType.Close
            ? $"closed {(int)result.CloseStatus!.Value}"
            : Encoding.UTF8.GetString(buffer, 0, result.Count);
    }
}
