using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The browser: this machine's Chromium, or else the one that Playwright has installed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Names the program to use, for machines that have it elsewhere.</summary>
    private const string Variable = "SENSORCAST_CHROMIUM";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>
    /// Starts its engine alone, where that is installed: without windows, tabs and menus a page takes less than half the processor time.
    /// </summary>
    public static Task<Chromium> StartEngineAsync() => StartAsync(Find("chromium-headless-shell") ?? Find("chromium"), []);

    /// <summary>Starts the whole browser.</summary>
    /// <param name="arguments">Further arguments.</param>
    public static Task<Chromium> StartAsync(params string[] arguments) => StartAsync(Find("chromium"), arguments);

    private static async Task<Chromium> StartAsync(string? program, string[] arguments)
    {
        Assertions.SetDefaultExpectTimeout(Limits.Wait);
        IPlaywright playwright = await Playwright.CreateAsync();
        try
        {
            return new(playwright, await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable(Variable) ?? program,
                Args = [
                    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
                    .. arguments],
                Timeout = Limits.Test,
            }));
        }
        catch (PlaywrightException e) when (e.Message.Contains("Executable doesn't exist", StringComparison.Ordinal))
        {
            playwright.Dispose();
            throw ToolProcess.Missing("Chromium");
        }
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsConnected => _browser.IsConnected;

    public Task<IPage> NewPageAsync(BrowserNewPageOptions? options = null) => _browser.NewPageAsync(options);

    /// <summary>A context, for tabs that share what the browser keeps.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => _browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    // Not Ubuntu's chromium-browser: it is a snap, or only says that it would be one.
    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => !folder.Contains("snap", StringComparison.Ordinal))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
