using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.WebKitTests;

/// <summary>
/// WebKitGTK's small browser on a screen in memory, driven by its own driver: Playwright's WebKit is its own build, which no
/// package has. Disposing of it ends all three, however the test went.
/// </summary>
internal sealed class WebKit : IDisposable
{
    private readonly ToolProcess _screen;
    private readonly ToolProcess? _driver;
    private readonly HttpClient _client;
    private readonly string _session = "";

    /// <param name="locale">The user's, as the environment variable LANG names it.</param>
    public WebKit(string locale = "en_US.UTF-8")
    {
        _screen = new ToolProcess("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        int port = LoopbackPort.Free();
        _client =
            new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMilliseconds(4 * Limits.Wait) };
        try
        {
            _driver = new ToolProcess("WebKitWebDriver", [$"--port={port}"], environment: new Dictionary<string, string>
            {
                ["DISPLAY"] = ":" + _screen.ReadLine(2 * Limits.Wait),

                // There is no graphics card.
                ["WEBKIT_DISABLE_DMABUF_RENDERER"] = "1",
                ["LANG"] = locale,
            });
            LoopbackPort.WaitUntilListens(port, _driver);
            _session = Call(HttpMethod.Post, "/session", new { capabilities = new { alwaysMatch = new { acceptInsecureCerts = true } } })
                .GetProperty("sessionId").GetString()!;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Open(Uri url) => Call(HttpMethod.Post, $"/session/{_session}/url", new { url = url.ToString() });

    /// <summary>Runs a script in the page.</summary>
    /// <returns>What it returns.</returns>
    public JsonElement Run(string script) =>
        Call(HttpMethod.Post, $"/session/{_session}/execute/sync", new { script, args = Array.Empty<object>() });

    /// <summary>Waits until an expression in the page is what it should be.</summary>
    public void WaitFor(string expression, string expected, int milliseconds)
    {
        for (long end = Environment.TickCount64 + milliseconds; ; Thread.Sleep(50))
        {
            string? actual = Run($"return String({expression})").GetString();
            if (actual == expected)
            {
                return;
            }

            Assert.IsTrue(Environment.TickCount64 < end, $"{expression} is {actual}, not {expected}");
        }
    }

    public void Dispose()
    {
        try
        {
            if (_session.Length > 0)
            {
                Call(HttpMethod.Delete, "/session/" + _session, null);
            }
        }
        catch (HttpRequestException)
        {
            // The driver is gone, and what is left of it ends below.
        }

        _client.Dispose();
        _driver?.Dispose();
        _screen.Dispose();
    }

    /// <summary>Calls the driver (W3C WebDriver section 6).</summary>
    private JsonElement Call(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (body is not null)
        {
            // The driver cannot read chunks.
            request.Content!.LoadIntoBufferAsync().Wait();
        }

        using HttpResponseMessage response = _client.Send(request);
        using Stream content = response.Content.ReadAsStream();
        JsonElement value = JsonDocument.Parse(content).RootElement.GetProperty("value");
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, value.ToString());
        return value;
    }
}
