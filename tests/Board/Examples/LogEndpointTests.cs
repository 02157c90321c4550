using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using Sensorcast.Host;

namespace Sensorcast.Device.Examples;

[TestClass]
public class LogEndpointTests
{
    private readonly CancellationToken _patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [TestMethod]
    public async Task What_is_logged_goes_to_all_and_an_answer_to_the_one_that_asks()
    {
        var log = new LogEndpoint();
        using var server = new LocalServer(log, new SettingsPage(log));
        using ClientWebSocket first = await Connect(server);
        using ClientWebSocket second = await Connect(server);
        await first.SendAsync("version"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, _patience);
        Assert.AreEqual("1.4.2", await Receive(first));

        using var http = new HttpClient { BaseAddress = server.Url };
        await http.PostAsync("config", new FormUrlEncodedContent([new("period", "250")]), _patience);
        Assert.AreEqual("period 250 ms", await Receive(first));
        Assert.AreEqual("period 250 ms", await Receive(second));
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_is_cut()
    {
        var log = new LogEndpoint();
        log.WriteLine("no client is there, and nothing happens");
        using var server = new LocalServer(log, new TalkativePage(log));
        using ClientWebSocket client = await Connect(server);
        using var http = new HttpClient { BaseAddress = server.Url };
        using HttpResponseMessage answer = await http.GetAsync("talk", _patience);
        Assert.IsTrue(answer.IsSuccessStatusCode, "the server goes on");
        Assert.AreEqual(new string('€', 900), await Receive(client));
    }

    private async Task<ClientWebSocket> Connect(LocalServer server)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws", Path = "/log" }.Uri, _patience);
        return socket;
    }

    private async Task<string> Receive(ClientWebSocket socket)
    {
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, _patience);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private sealed class TalkativePage(LogEndpoint log) : Server.RequestRoute("/talk", Http.HttpMethod.Get)
    {
        protected override void Respond(Server.Request request, Server.Response response) => log.WriteLine(new string('€', 5000));
    }
}
