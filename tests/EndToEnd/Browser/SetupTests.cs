using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Set-up mode in the window of a phone, which has little of a browser: the pages work without script.</summary>
[TestClass]
public class SetupTests : PageTests
{
    private const string Markup = "Café <b>\"Wien\"</b> & Söhne";

    [TestMethod, Timeout(TestLimit)]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_network_is_joined_at_the_second_attempt(bool hasScript)
    {
        using LiveHost host = Start();
        IPage page = await OpenAsync(host, new() { JavaScriptEnabled = hasScript });

        await Radio(page, "Neighbour").CheckAsync();
        await Password(page).FillAsync("correct horse");
        await Join(page).ClickAsync();

        // The page reloads by itself until it shows the result.
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(
            "The board has not joined Neighbour: it does not take the password.", new() { Timeout = 3 * Limits.Wait });
        await Expect(Radio(page, "Neighbour")).ToBeCheckedAsync();
        await Expect(Password(page)).ToHaveValueAsync("");

        await Radio(page, "Greenhouse").CheckAsync();
        await Password(page).FillAsync("correct horse");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Joined", new() { Timeout = 3 * Limits.Wait });
        await Expect(page.GetByRole(AriaRole.Link)).ToHaveTextAsync(["http://sensorcast-a1b2c3.local/", "http://192.0.2.57/"]);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task An_error_is_beside_its_field()
    {
        using LiveHost host = Start();
        IPage page = await OpenAsync(host);
        await Radio(page, "Another network").CheckAsync();
        await page.GetByLabel("Its name").FillAsync("A name that is longer than 32 bytes");
        await Password(page).FillAsync("short");
        await Join(page).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Wi-Fi set-up: not right yet");
        await Expect(page.GetByLabel("Its name"))
            .ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("^Error: A network's name has at most 32 bytes"));
        await Expect(Password(page))
            .ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("^Error: A password has 8 to 63 bytes"));
        await AssertAccessibleAsync(page, "with what is wrong");

        await Radio(page, "Greenhouse").CheckAsync();
        await Join(page).ClickAsync();
        await Expect(Password(page)).ToHaveAccessibleDescriptionAsync("Error: This network wants a password.");
        await Expect(Radio(page, "Greenhouse")).ToBeCheckedAsync();
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Names_of_networks_are_text_and_nothing_else()
    {
        using LiveHost host = Start();
        IPage page = await OpenAsync(host);
        await Expect(page.Locator("label bdi").Filter(new() { HasText = Markup })).ToHaveCountAsync(1);
        await Expect(page.Locator("label b")).ToHaveCountAsync(0);
        await Radio(page, Markup).CheckAsync();
        await page.RouteAsync("**/state", WithoutRefreshAsync);
        await Join(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"The board joins {Markup}.");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_password_is_shown_on_demand()
    {
        using LiveHost host = Start();
        IPage page = await OpenAsync(host, new() { JavaScriptEnabled = false });
        await Expect(Password(page)).ToHaveCSSAsync("-webkit-text-security", "disc");
        await page.GetByLabel("Show it").CheckAsync();
        await Expect(Password(page)).ToHaveCSSAsync("-webkit-text-security", "none");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Everything_works_from_the_keyboard()
    {
        using LiveHost host = Start();
        IPage page = await OpenAsync(host);
        List<string> stops = [];
        for (int i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>(
                "() => `${document.activeElement.type}${getComputedStyle(document.activeElement).outlineStyle === 'none' ? ' without a "
                    + "ring' : ''}`"));
        }

        Assert.AreEqual("radio text checkbox text submit", string.Join(' ', stops));
        await Radio(page, "Greenhouse").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Radio(page, "Neighbour")).ToBeCheckedAsync();
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow(ColorScheme.Light, 390, ForcedColors.None)]
    [DataRow(ColorScheme.Dark, 320, ForcedColors.None)]
    [DataRow(ColorScheme.Light, 390, ForcedColors.Active)]
    public async Task Axe_finds_nothing(ColorScheme scheme, int width, ForcedColors forced)
    {
        using LiveHost host = Start();
        IPage page =
            await OpenAsync(
                host, new() { ColorScheme = scheme, ForcedColors = forced, ViewportSize = new() { Width = width, Height = 844 } });
        await AssertAccessibleAsync(page, "the form");
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "the page is wider than the window");
        await Radio(page, "Old router").CheckAsync();
        await Password(page).FillAsync("correct horse");
        await page.RouteAsync("**/state", WithoutRefreshAsync);
        await Join(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Joining the network");
        await AssertAccessibleAsync(page, "trying");
        await page.UnrouteAsync("**/state");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("it was not found", new() { Timeout = 3 * Limits.Wait });
        await AssertAccessibleAsync(page, "failed");
        await Radio(page, Markup).CheckAsync();
        await Join(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Joined", new() { Timeout = 3 * Limits.Wait });
        await AssertAccessibleAsync(page, "joined");
        await page.CloseAsync();
    }

    /// <summary>Pictures for people to look at, one of them for docs/setup.md.</summary>
    [TestMethod, TestCategory(DocsPage.Category), Timeout(TestLimit)]
    [DataRow("setup-phone", ColorScheme.Light)]
    [DataRow("setup-phone-dark", ColorScheme.Dark)]
    public async Task Pictures(string name, ColorScheme scheme)
    {
        using LiveHost host = Start();
        IPage page =
            await OpenAsync(
                host, new() { ColorScheme = scheme, ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 2 });
        await Radio(page, "Greenhouse").CheckAsync();
        await Password(page).FillAsync("correct horse");
        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf(name), Caret = ScreenshotCaret.Hide });
        await Join(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Joined", new() { Timeout = 3 * Limits.Wait });
        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf(name + "-joined") });
        await page.CloseAsync();
    }

    private static LiveHost Start() => new(0, "--demo-setup");

    /// <summary>Keeps the page from reloading while it is checked.</summary>
    private static async Task WithoutRefreshAsync(IRoute route)
    {
        IAPIResponse answer = await route.FetchAsync();
        await route.FulfillAsync(
            new() { Response = answer, Headers = answer.Headers.Where(static field => field.Key != "refresh").ToDictionary() });
    }

    /// <summary>Opens the page through a probe, as a phone does.</summary>
    private async Task<IPage> OpenAsync(LiveHost host, BrowserNewPageOptions? options = null)
    {
        options ??= new();
        options.ViewportSize ??= new() { Width = 390, Height = 844 };
        IPage page = await NewPageAsync(options);
        await Until.TrueAsync(
            async () =>
            {
                await page.GotoAsync(new Uri(host.Url, "/generate_204").ToString());
                return await Radio(page, "Greenhouse").CountAsync() == 1;
            },
            "The networks are not listed.");
        Assert.AreEqual(host.Url.ToString(), page.Url);
        return page;
    }

    private static ILocator Radio(IPage page, string name) => page.GetByRole(AriaRole.Radio, new() { Name = name });

    private static ILocator Password(IPage page) => page.GetByLabel("Password of the network");

    private static ILocator Join(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Join" });
}
