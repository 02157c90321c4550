using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>What the server says to curl.</summary>
[TestClass]
public partial class CurlTests
{
    private static readonly string[] DemoNames = ["board:demo-wave", "board:demo-lamp", "board:demo-phase"];

    private const string Upgrade =
        "-H Connection:Upgrade -H Upgrade:websocket -H Sec-WebSocket-Version:13 -H Sec-WebSocket-Key:dGhlIHNhbXBsZSBub25jZQ==";

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("200 1.1", "/", "")]
    [DataRow("200 1.1", "/", "--head")]
    [DataRow("200 1.1", "/", "--http1.0")]
    [DataRow("200 1.1", "/", "--http2")]
    [DataRow("200 1.1", "/status", "")]
    [DataRow("400 1.1", "/", "-H Host:")]
    [DataRow("400 1.1", "/ws", "-H Connection:Upgrade -H Upgrade:websocket -H Sec-WebSocket-Version:13")]
    [DataRow("403 1.1", "/ws", Upgrade + " -H Origin:http://example.com")]
    [DataRow("404 1.1", "/favicon.ico", "")]
    [DataRow("405 1.1", "/", "-X DELETE")]
    [DataRow("413 1.1", "/", "-X GET -d body")]
    [DataRow("421 1.1", "/", "-H Host:rebound.example")]
    [DataRow("426 1.1", "/ws", "")]
    [DataRow("426 1.1", "/echo", "")]
    [DataRow("426 1.1", "/ws", Upgrade + " --http1.0")]
    [DataRow("426 1.1", "/ws", "-H Connection:Upgrade -H Upgrade:websocket -H Sec-WebSocket-Version:8")]
    public void Answers_with_the_status(string expected, string path, string arguments)
    {
        LiveHost host = SharedHost.Plain;

        Assert.AreEqual(expected, Status(host, path, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Gets_the_page_only_when_it_has_changed()
    {
        LiveHost host = SharedHost.Plain;
        string tags = Path.GetTempFileName();
        try
        {
            string[] conditional = ["--etag-save", tags, "--etag-compare", tags];
            Assert.AreEqual("200 1.1", Status(host, "/", conditional));
            Assert.AreEqual("304 1.1", Status(host, "/", conditional));
            Assert.AreEqual("304 1.1", Status(host, "/", [.. conditional, "--head"]));
        }
        finally
        {
            File.Delete(tags);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Refuses_a_request_that_is_too_long()
    {
        LiveHost host = SharedHost.Plain;

        Assert.AreEqual("414 1.1", Status(host, "/" + new string('x', 300)));
        Assert.AreEqual("431 1.1", Status(host, "/", "-H", "X-Long: " + new string('x', 9000)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Refuses_a_client_when_every_slot_is_taken()
    {
        using var host = new LiveHost(0, "--max-clients", "1");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(host.WebSocketUrl("/ws"), CancellationToken.None);

        string answer = Curl("-i", host.Url.ToString());

        Assert.StartsWith("HTTP/1.1 503 ", answer);
        Assert.Contains("\r\nRetry-After: ", answer);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Gets_the_page_compressed()
    {
        LiveHost host = SharedHost.Plain;

        Assert.StartsWith("<!doctype html>", Curl("--compressed", host.Url.ToString()));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_lines_of_the_page_read_and_set()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "readings.md"));
        string[] lines = [.. CurlLines().Matches(page).Select(static match => match.Value)];
        using var host = new LiveHost(0, "--name", "board");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] answers =
                [.. lines.Select(line => RunLine(line.Replace("board.local", host.Url.Authority, StringComparison.Ordinal), folder))];

            Assert.HasCount(7, answers);
            IReadOnlyList<SenmlRecord> all = Records(answers[0]);
            CollectionAssert.IsSubsetOf(DemoNames, all.Select(static record => record.Name).ToArray());
            Assert.AreEqual("board:demo-wave", Records(answers[1]).Single().Name);
            Assert.IsGreaterThan(1, Records(answers[2]).Count);
            Assert.AreEqual(0x9F, File.ReadAllBytes(Path.Combine(folder, "readings.cbor"))[0]);
            Assert.Contains("\"vb\":true", answers[4]);
            Assert.Contains("\"v\":0.35", answers[5]);
            Assert.Contains("\"v\":0.50", answers[6]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("200 1.1", "/readings", "")]
    [DataRow("200 1.1", "/readings", "--head")]
    [DataRow("404 1.1", "/readings/nothing", "")]
    [DataRow("405 1.1", "/readings/demo-wave", "-X PUT -d 1")]
    [DataRow("422 1.1", "/readings/demo-dimmer", "-X PUT -d 1.01")]
    [DataRow("400 1.1", "/readings/demo-dimmer", "-X PUT -d much")]
    [DataRow("411 1.1", "/readings/demo-dimmer", "-X PUT -d 1 -H Transfer-Encoding:chunked")]
    [DataRow("403 1.1", "/readings/demo-dimmer", "-X PUT -d 1 -H Origin:http://example.com")]
    public void Readings_are_answered_with_the_status(string expected, string path, string arguments)
    {
        LiveHost host = SharedHost.Plain;

        Assert.AreEqual(expected, Status(host, path, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Runs a line as a shell does, and fails unless the status is 200.</summary>
    private static string RunLine(string line, string folder)
    {
        const string Checked = "curl() { command curl -sS --fail-with-body --max-time 10 \"$@\"; }";
        return ToolProcess.Run("bash", ["-c", $"cd {folder}\n{Checked}\n{line}"], 4 * Limits.Wait);
    }

    private static IReadOnlyList<SenmlRecord> Records(string pack) =>
        SenmlPack.From(new Message(true, Encoding.UTF8.GetBytes(pack))).Records;

    [GeneratedRegex("^curl .*/readings.*$", RegexOptions.Multiline)]
    private static partial Regex CurlLines();

    private static string Status(LiveHost host, string path, params string[] arguments) =>
        Curl([.. arguments, "-o", "/dev/null", "-w", "%{http_code} %{http_version}", new Uri(host.Url, path).ToString()]);

    private static string Curl(params string[] arguments) =>
        ToolProcess.Run("curl", ["-sS", "--max-time", "10", .. arguments], 4 * Limits.Wait);
}
