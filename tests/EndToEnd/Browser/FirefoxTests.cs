using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page in Firefox, served by the built program.</summary>
[TestClass]
public class FirefoxTests
{
    [TestMethod, TestCategory(DocsPage.Category), Timeout(4 * Limits.Test)]
    public async Task Shows_values_that_change_and_switches()
    {
        using var host = new LiveHost(0, "--name", "workshop");
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(host.Url);
        await firefox.WaitForAsync("document.body.dataset.state === 'live'");
        await firefox.WaitForAsync("!!document.querySelector('[data-channel$=\":demo-wave\"]')");

        const string Wave = "document.querySelector('[data-channel$=\":demo-wave\"]').textContent";
        string before = await firefox.EvaluateAsync(Wave);
        await firefox.WaitForAsync($"{Wave} !== '{before}' && /\\d/.test({Wave})");
        await firefox.WaitForAsync("document.querySelectorAll('canvas').length > 0");
        await firefox.WaitForAsync("/\\d ms/.test(document.getElementById('detail').textContent)");

        const string Lamp = "[role=switch][aria-label=demo-lamp]";
        const string LampText = "document.querySelector('[data-channel$=\":demo-lamp\"]').textContent";
        string lamp = await firefox.EvaluateAsync(LampText);
        await firefox.EvaluateAsync($"document.querySelector('{Lamp}').scrollIntoView({{ block: 'center' }})");
        await firefox.ClickAsync(Lamp);
        await firefox.WaitForAsync($"{LampText} !== '{lamp}'");

        await firefox.EvaluateAsync("scrollTo(0, 0)");
        await File.WriteAllBytesAsync(DocsPage.PictureOf("firefox"), await firefox.ScreenshotAsync());
        Assert.AreEqual("", string.Join('\n', firefox.Errors));
    }

    [TestMethod, Timeout(4 * Limits.Test)]
    public async Task Asks_for_the_token_and_keeps_it()
    {
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(host.Url);
        await OfferAsync(firefox, TokenHost.WrongToken);
        await firefox.WaitForAsync("document.getElementById('access-reason').textContent === 'That token was refused. Please try again.'");
        await OfferAsync(firefox, TokenHost.ReadOnlyToken);
        await firefox.WaitForAsync("document.body.dataset.state === 'live' && !document.querySelector('dialog[open]')");
        Assert.AreEqual("", await firefox.EvaluateAsync("document.getElementById('token').value"));

        await firefox.OpenAsync(host.Url);
        await firefox.WaitForAsync("document.body.dataset.state === 'live'");
        Assert.AreEqual("false", await firefox.EvaluateAsync("!!document.querySelector('dialog[open]')"));
        // The browser itself logs a refusal by the board, and a page that was left while it was connecting.
        string url = host.WebSocketUrl("/ws").ToString();
        string[] own =
            [$"Firefox can’t establish a connection to the server at {url}.",
                $"The connection to {url} was interrupted while the page was loading."];
        CollectionAssert.IsSubsetOf(firefox.Errors.Distinct().ToArray(), own);
    }

    private static async Task OfferAsync(Firefox firefox, string token)
    {
        await firefox.WaitForAsync("document.getElementById('access').open");
        await firefox.EvaluateAsync($"document.getElementById('token').value = '{token}'");
        await firefox.ClickAsync("#access .primary");
    }
}
