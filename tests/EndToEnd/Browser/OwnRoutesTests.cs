using Microsoft.Playwright;
using Sensorcast.Device.Examples;
using Sensorcast.Host;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The pages of device/examples/OwnRoutes, served by the Host's loop.</summary>
[TestClass]
public class OwnRoutesTests : PageTests
{
    [TestMethod, Timeout(TestLimit)]
    public async Task The_console_shows_the_log_as_it_happens_and_answers()
    {
        var log = new LogEndpoint();
        using var server = new LocalServer(log, new SettingsPage(log), new ConsolePage());
        IPage console = await NewPageAsync();
        await console.GotoAsync(new Uri(server.Url, "console").ToString());
        ILocator lines = console.Locator("#log");
        await Expect(lines).ToHaveTextAsync("connected");

        ILocator command = console.GetByLabel("Command");
        await command.FillAsync("<b>help</b>");
        await command.PressAsync("Enter");
        await Expect(lines).ToContainTextAsync("try: version");
        await command.FillAsync("version");
        await command.PressAsync("Enter");
        await Expect(lines).ToContainTextAsync("1.4.2");

        IPage settings = await NewPageAsync();
        await settings.GotoAsync(new Uri(server.Url, "config").ToString());
        await settings.Locator("[name=period]").FillAsync("250");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(settings.Locator("[name=period]")).ToHaveValueAsync("250");
        await Expect(lines).ToContainTextAsync("period 250 ms");
        await settings.CloseAsync();
        await console.CloseAsync();
    }
}
