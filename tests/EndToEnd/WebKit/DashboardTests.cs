using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.WebKitTests;

/// <summary>The page in the engine of Safari. The network below it is libsoup's, not Apple's.</summary>
[TestClass]
public class DashboardTests
{
    private const string State = "document.querySelector('[data-state]')?.dataset.state";

    /// <summary>The page waits at most 10 s between two attempts to connect.</summary>
    private const int Reconnect = 15_000;

    [TestMethod, Timeout(4 * Limits.Test)]
    public void Shows_values_that_change_and_comes_back_after_the_server_did()
    {
        using var first = new LiveHost();
        using var browser = new WebKit();

        browser.Open(first.Url);
        AssertLive(browser);

        first.Kill();
        browser.WaitFor(State, "offline", Limits.Wait);
        using var second = new LiveHost(first.Url.Port);
        browser.WaitFor(State, "live", Reconnect);
        AssertLive(browser);
    }

    [TestMethod, Timeout(4 * Limits.Test)]
    public void Streams_over_TLS()
    {
        using var certificates = new TestCertificates();
        using var host = new LiveHost(0, "--certificate", certificates.CombinedFile);
        using var browser = new WebKit();

        browser.Open(host.Url);

        AssertLive(browser);
    }

    /// <summary>
    /// In the locale C.UTF-8, which servers and containers have, it reports the language C, and then rejects it as no language.
    /// </summary>
    [TestMethod, Timeout(4 * Limits.Test)]
    public void Draws_when_the_browser_has_no_language()
    {
        using var host = new LiveHost();
        using var browser = new WebKit("C.UTF-8");
        browser.Open(new Uri("about:blank"));
        browser.WaitFor("navigator.language", "C", Limits.Wait);

        browser.Open(host.Url);

        AssertLive(browser);
    }

    private static void AssertLive(WebKit browser)
    {
        browser.WaitFor(State, "live", 2 * Limits.Wait);
        foreach (string channel in new[] { "demo-wave", "demo-vibration" })
        {
            string value = $"document.querySelector(\"[data-channel$=':{channel}']\")?.textContent";
            browser.WaitFor($"/[0-9]/.test({value})", "true", Limits.Wait);
            string shown = browser.Run($"return {value}").GetString()!;
            browser.WaitFor($"{value} !== '{shown}'", "true", Limits.Wait);
        }

        browser.WaitFor("document.querySelector('[data-skipped]')?.textContent", "0", 0);
        browser.WaitFor(
            "[...document.querySelectorAll('canvas')].some(canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, "
                + "canvas.height).data.some(byte => byte !== 0))",
            "true",
            Limits.Wait);
    }
}
