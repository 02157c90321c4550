using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests;

/// <summary>Tokens from a file or from the environment.</summary>
[TestClass]
public class TokenTests
{
    private const string Token = "correct-horse";
    private const string ReadOnlyToken = "read-only-horse";
    private const string Malformed = "A token has 8 to 64 bytes in UTF-8, none of them white space, a comma or a control character.";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensorcast").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod, Timeout(Limits.Test)]
    public async Task Readings_need_a_token()
    {
        using var host = new LiveHost(With("SENSORCAST_READ_ONLY_TOKEN", ReadOnlyToken), 0, "--token-file", Write(Token + "\n"));

        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(host, "/", null));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(host, "/status", null));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(host, "/status", ReadOnlyToken));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(host, "/metrics", Token));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(host, "/status", "wrong-horse"));
        Assert.AreEqual(HttpStatusCode.TooManyRequests, await StatusAsync(host, "/status", Token));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(host, "/status", null));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(Token, "{\"seq\":1}")]
    [DataRow(null, "{\"seq\":1,\"error\":\"not-allowed\"}")]
    public async Task Actuators_need_the_full_token(string? token, string expected)
    {
        using var host = new LiveHost(With("SENSORCAST_TOKEN", Token), 0);

        Assert.AreEqual(expected, await SetLampAsync(host, token));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_read_only_token_does_not_open_actuators()
    {
        using var host = new LiveHost(With("SENSORCAST_TOKEN", Token), 0, "--read-only-token-file", Write(ReadOnlyToken + "\r\n"));

        Assert.AreEqual("{\"seq\":1,\"error\":\"not-allowed\"}", await SetLampAsync(host, ReadOnlyToken));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_file_comes_before_the_environment()
    {
        using var host = new LiveHost(With("SENSORCAST_TOKEN", "bad"), 0, "--token-file", Write(Token));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Answers_a_bad_token_with_one_line_that_does_not_show_it()
    {
        string file = Write("horse");
        AssertRefused($"--token-file {file}: {Malformed}", "--token-file", file);
        AssertRefused($"--token-file {file}: {Malformed}", "--token-file", file, "--demo");
        string two = Write("correct horse");
        AssertRefused($"--read-only-token-file {two}: {Malformed}", "--read-only-token-file", two);
        string none = Path.Combine(_folder, "none");
        AssertRefused($"--token-file: {none} does not exist.", "--token-file", none);
        string good = Write(Token);
        AssertRefused("The read-only token is the same as the full one.", "--token-file", good, "--read-only-token-file", good);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("SENSORCAST_TOKEN", "")]
    [DataRow("SENSORCAST_TOKEN", "horse")]
    [DataRow("SENSORCAST_READ_ONLY_TOKEN", "correct horse")]
    public void Answers_a_bad_token_of_the_environment_with_one_line(string variable, string value)
    {
        AssertRefused($"{variable}: {Malformed}", With(variable, value));
    }

    private static async Task<HttpStatusCode> StatusAsync(LiveHost host, string path, string? token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = await client.GetAsync(new Uri(host.Url, path));
        return response.StatusCode;
    }

    private static async Task<string> SetLampAsync(LiveHost host, string? token)
    {
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("senml+json");
        if (token is not null)
        {
            string entry = Convert.ToBase64String(Encoding.UTF8.GetBytes(token)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            client.Options.AddSubProtocol("token." + entry);
        }

        await client.ConnectAsync(host.WebSocketUrl("/ws"), CancellationToken.None);
        Assert.AreEqual("senml+json", client.SubProtocol);
        string first = await ReceiveAsync(client);
        string baseName = first.Split('"')[3];
        await client.SendAsync(
            Encoding.UTF8.GetBytes($"[{{\"n\":\"{baseName}demo-lamp\",\"vb\":true,\"seq\":1}}]"), WebSocketMessageType.Text, true,
            CancellationToken.None);
        while (true)
        {
            string message = await ReceiveAsync(client);
            if (message.StartsWith('{'))
            {
                return message;
            }
        }
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        byte[] buffer = new byte[64 * 1024];
        string text = "";
        while (true)
        {
            WebSocketReceiveResult result = await client.ReceiveAsync(buffer, CancellationToken.None);
            text += Encoding.UTF8.GetString(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return text;
            }
        }
    }

    private static Dictionary<string, string> With(string variable, string value) => new() { [variable] = value };

    private static void AssertRefused(string message, params string[] arguments) => AssertRefused(message, [], arguments);

    private static void AssertRefused(string message, Dictionary<string, string> environment, params string[] arguments)
    {
        using var host = new HostProcess(environment, arguments);

        (int code, string output, string errors) = host.WaitForExit();

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.AreEqual(message + " Try --help." + Environment.NewLine, errors);
    }

    private string Write(string token)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, token);
        return path;
    }
}
