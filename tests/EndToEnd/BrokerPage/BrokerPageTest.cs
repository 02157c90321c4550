using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>What tests of the page from a broker have in common.</summary>
public abstract class BrokerPageTest
{
    /// <summary>How long something on the page may take, in milliseconds.</summary>
    private protected const int WaitLimit = 30_000;

    /// <summary>The page's config.json, with a user.</summary>
    private protected const string Config = """{"broker":"mqtt","prefix":"sensorcast","signIn":true}""";

    private readonly List<string> _errors = [];
    private readonly List<IPage> _pages = [];

    [TestCleanup]
    public async Task CloseAsync()
    {
        foreach (IPage page in _pages)
        {
            await page.Context.CloseAsync();
        }
    }

    private protected static ILocator State(IPage page, string board) => page.Locator($"#boards [data-board='{board}'] .state");

    private protected static Task AssertListedAsync(IPage page, string board) =>
        Expect(page.Locator($"#boards [data-board='{board}']")).ToHaveCountAsync(1, new() { Timeout = WaitLimit });

    private protected static async Task AssertLiveAsync(IPage page, string board, string state = "live")
    {
        await Expect(State(page, board)).ToHaveTextAsync(state, new() { Timeout = 2 * WaitLimit });
        ILocator value = page.Locator($"[data-channel='{board}/demo-vibration']");
        await Expect(value).ToHaveTextAsync(new Regex(@"\d"), new() { Timeout = WaitLimit });
        await Expect(value).Not.ToHaveTextAsync(await value.InnerTextAsync(), new() { Timeout = WaitLimit });
    }

    private protected static async Task SignInAsync(IPage page, string user, string password)
    {
        await page.GetByLabel("User").FillAsync(user, new() { Timeout = WaitLimit });
        await page.GetByLabel("Password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    private protected Task<IPage> NewPageAsync() => NewPageAsync(new() { IgnoreHTTPSErrors = true });

    private protected async Task<IPage> NewPageAsync(BrowserNewPageOptions options)
    {
        Chromium chromium = await SharedChromium.GetAsync();
        IPage page = await chromium.NewPageAsync(options);
        _pages.Add(page);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // A broker that cannot be reached shows there, and only there.
            if (message.Type == "error" && !message.Text.StartsWith("WebSocket ", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
        return page;
    }

    /// <summary>Neither exceptions nor errors on the console.</summary>
    private protected void AssertNoErrors() => Assert.AreEqual("", string.Join('\n', _errors));
}
