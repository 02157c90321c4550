using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// The settings page of the built program, on a phone: with a script engine and without, by keyboard, with the user's own colours.
/// </summary>
[TestClass]
public sealed class SettingsPageTests : PageTests, IDisposable
{
    private const int Width = 390;
    private const int MaxPageSize = 8192;
    private const string Token = "a-long-token";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-");

    private string SettingsFile => Path.Combine(_folder.FullName, "settings");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod, Timeout(2 * TestLimit)]
    [DataRow(true, ColorScheme.Light, ForcedColors.None)]
    [DataRow(true, ColorScheme.Dark, ForcedColors.None)]
    [DataRow(true, ColorScheme.Dark, ForcedColors.Active)]
    [DataRow(false, ColorScheme.Light, ForcedColors.None)]
    public async Task Settings_are_changed_on_a_phone(bool hasScript, ColorScheme scheme, ForcedColors forced)
    {
        using var host = new LiveHost(0, "--settings", SettingsFile);
        string url = new Uri(host.Url, "settings").ToString();
        IPage page = await NewPageAsync(new()
        {
            JavaScriptEnabled = hasScript,
            ColorScheme = scheme,
            ForcedColors = forced,
            ViewportSize = new() { Width = Width, Height = 844 },
            HttpCredentials = new() { Username = "me", Password = Token },
        });
        IResponse response = (await page.GotoAsync(url))!;
        Assert.IsLessThanOrEqualTo(MaxPageSize, (await response.BodyAsync()).Length);
        await CheckAsync(page, hasScript, "the form");

        ILocator name = page.GetByLabel("Name", new() { Exact = true });
        ILocator token = page.GetByLabel("Token", new() { Exact = true });
        await name.FillAsync("-\"><b>kitchen</b>");
        await token.FillAsync("short");
        await Button(page, "Save").ClickAsync();
        await Expect(page).ToHaveTitleAsync("Error: Settings");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Nothing was saved. Look at Name. Look at Token.");
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(name).ToHaveAccessibleDescriptionAsync(new Regex("Error: Enter 1 to 63 letters, digits and hyphens"));
        await Expect(token).ToHaveAccessibleDescriptionAsync(new Regex("Error: Enter 8 to 64 bytes"));
        await Expect(name).ToHaveValueAsync("-\"><b>kitchen</b>");
        await Expect(token).ToHaveValueAsync("");
        await Expect(name).ToBeFocusedAsync();
        await CheckAsync(page, hasScript, "refused");

        await name.FillAsync("kitchen");
        await token.FillAsync(Token);
        await token.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(["Saved.", "These changes count only after a restart: Name Token"]);
        await Expect(name).ToHaveValueAsync("kitchen");
        await Expect(token).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Remove: Token", new() { Exact = true })).Not.ToBeCheckedAsync();
        await CheckAsync(page, hasScript, "saved");

        await Button(page, "Restart").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It restarts now.");
        await CheckAsync(page, hasScript, "restarting");
        await WaitForRestartAsync(host);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the settings" }).ClickAsync();
        await Expect(name).ToHaveValueAsync("kitchen");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Factory reset ..." }).ClickAsync();
        await CheckAsync(page, hasScript, "the question");
        await Button(page, "Forget all settings").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("All settings are forgotten.");
        await CheckAsync(page, hasScript, "forgotten");
        Assert.DoesNotContain(Token, await File.ReadAllTextAsync(SettingsFile));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Everything_is_reached_by_keyboard_and_has_a_name()
    {
        using var host = new LiveHost(0, "--settings", SettingsFile);
        IPage page = await NewPageAsync();
        await page.GotoAsync(new Uri(host.Url, "settings").ToString());
        List<string> stops = [];
        for (int i = 0; i < 8; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>("() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent"));
        }

        Assert.AreEqual("Name, Token, Token for reading, Further names, Sites, Save, Restart, Factory reset ...", string.Join(", ", stops));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_page_of_another_site_changes_nothing()
    {
        using var host = new LiveHost(0, "--settings", SettingsFile);
        using var other = new LiveHost();
        IPage page = await NewPageAsync();
        foreach (string policy in (string[])["no-referrer", "unsafe-url"])
        {
            await page.GotoAsync(new Uri(other.Url, "demo/note").ToString());
            await page.SetContentAsync(
                $"<meta name=referrer content={policy}><form method=post action={new Uri(host.Url, "settings")}><input name=name "
                    + "value=evil><button>Win</button></form>");
            IResponse answer =
                await page.RunAndWaitForResponseAsync(() => page.GetByText("Win").ClickAsync(), response =>
                    response.Request.Method == "POST");
            Assert.AreEqual(403, answer.Status, policy);
        }

        Assert.IsFalse(File.Exists(SettingsFile));
        await page.CloseAsync();
    }

    private static async Task CheckAsync(IPage page, bool hasScript, string state)
    {
        if (hasScript)
        {
            await AssertAccessibleAsync(page, state);
            Assert.IsLessThanOrEqualTo(Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), state);
        }
    }

    /// <summary>Until its restart the Host requires no token. During the restart it does not listen, and its connections are cut.</summary>
    private static async Task WaitForRestartAsync(LiveHost host)
    {
        using var client = new System.Net.Http.HttpClient();
        while (await StatusAsync() != System.Net.HttpStatusCode.Unauthorized)
        {
            await Task.Delay(50);
        }

        async Task<System.Net.HttpStatusCode?> StatusAsync()
        {
            try
            {
                using System.Net.Http.HttpResponseMessage response = await client.GetAsync(new Uri(host.Url, "settings"));
                return response.StatusCode;
            }
            catch (System.Net.Http.HttpRequestException)
            {
                return null;
            }
        }
    }
}
