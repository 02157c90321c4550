using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// Debian's Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which is JSON over a WebSocket: Playwright
/// drives only a Firefox of its own build.
/// </summary>
internal sealed class Firefox : IAsyncDisposable
{
    /// <summary>Names the program to use, for machines that have it elsewhere.</summary>
    private const string Variable = "SENSORCAST_FIREFOX";

    private const string Announcement = "WebDriver BiDi listening on ";

    private readonly string _profile = Directory.CreateTempSubdirectory("firefox").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _limit;
    private readonly List<string> _errors = [];
    private readonly Process _process;
    private string _context = "";
    private int _commands;

    private Firefox(int limit)
    {
        _limit = new(limit);
        try
        {
            _process =
                Process.Start(
                    new ProcessStartInfo(Environment.GetEnvironmentVariable(Variable)
                        ?? "firefox-esr",
                        ["--headless", "--no-remote", "--profile", _profile, "--remote-debugging-port", "0", "about:blank"])
                    {
                        RedirectStandardError = true,
                        RedirectStandardOutput = true,
                    })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw ToolProcess.Missing("firefox-esr");
        }
    }

    /// <summary>The errors of the page: those of its console and uncaught exceptions.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <param name="limit">How long all of it may take, in milliseconds.</param>
    public static async Task<Firefox> StartAsync(int limit = Limits.Test)
    {
        Firefox firefox = new(limit);
        try
        {
            await firefox.ConnectAsync();
            return firefox;
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }
    }

    public Task OpenAsync(Uri url) =>
        CommandAsync("browsingContext.navigate", new() { ["context"] = _context, ["url"] = url.ToString(), ["wait"] = "complete" });

    /// <summary>The value of an expression, as a string.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        JsonObject result = await CommandAsync("script.evaluate", new()
        {
            ["expression"] = $"String({expression})",
            ["target"] = new JsonObject { ["context"] = _context },
            ["awaitPromise"] = true,
        });
        return result["result"]?["value"]?.GetValue<string>()
            ?? throw new AssertFailedException($"{expression}: {result["exceptionDetails"]?["text"]}");
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitForAsync(string expression)
    {
        while (await EvaluateAsync(expression) != "true")
        {
            await Task.Delay(50, _limit.Token);
        }
    }

    /// <summary>Clicks with the mouse on the middle of an element.</summary>
    public async Task ClickAsync(string selector)
    {
        string[] place = (await EvaluateAsync(
            "(({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round).join())"
                + $"(document.querySelector({JsonValue.Create(selector).ToJsonString()}).getBoundingClientRect())"))
            .Split(',');
        await CommandAsync("input.performActions", new()
        {
            ["context"] = _context,
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "pointer",
                ["id"] = "mouse",
                ["actions"] = new JsonArray(
                    new JsonObject { ["type"] = "pointerMove", ["x"] = int.Parse(place[0], null), ["y"] = int.Parse(place[1], null) },
                    new JsonObject { ["type"] = "pointerDown", ["button"] = 0 },
                    new JsonObject { ["type"] = "pointerUp", ["button"] = 0 }),
            }),
        });
    }

    /// <summary>Opens another tab in front of the page.</summary>
    public Task HideAsync() => CommandAsync("browsingContext.create", new() { ["type"] = "tab" });

    /// <summary>Brings the page's tab to the front.</summary>
    public Task ShowAsync() => CommandAsync("browsingContext.activate", new() { ["context"] = _context });

    /// <summary>A picture of what can be seen, as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync() =>
        Convert.FromBase64String(
            (await CommandAsync("browsingContext.captureScreenshot", new() { ["context"] = _context }))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _limit.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(_limit.Token) ?? throw new AssertFailedException("Firefox has ended");
        }
        while (!line.Contains(Announcement, StringComparison.Ordinal));
        string address = line[(line.IndexOf(Announcement, StringComparison.Ordinal) + Announcement.Length)..].Trim();
        // Nothing else reads them, and a full pipe would stop it.
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();

        await _socket.ConnectAsync(new Uri(address + "/session"), _limit.Token);
        await CommandAsync(
            "session.new",
            new() { ["capabilities"] = new JsonObject { ["alwaysMatch"] = new JsonObject { ["acceptInsecureCerts"] = true } } });
        await CommandAsync("session.subscribe", new() { ["events"] = new JsonArray("log.entryAdded") });
        JsonObject tree = await CommandAsync("browsingContext.getTree", []);
        _context = tree["contexts"]![0]!["context"]!.GetValue<string>();
    }

    private async Task<JsonObject> CommandAsync(string method, JsonObject parameters)
    {
        int id = ++_commands;
        string command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, true, _limit.Token);
        while (true)
        {
            JsonNode message = await ReceiveAsync();
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] as JsonObject
                    ?? throw new AssertFailedException($"{method}: {message["error"]}, {message["message"]}");
            }

            JsonNode? entry = message["params"];
            if (message["method"]?.GetValue<string>() == "log.entryAdded" && entry?["level"]?.GetValue<string>() is "error" or "warn")
            {
                _errors.Add($"{entry["text"]}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(buffer, _limit.Token);
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);
        return JsonNode.Parse(message.ToArray()) ?? throw new AssertFailedException("Firefox said nothing");
    }
}
