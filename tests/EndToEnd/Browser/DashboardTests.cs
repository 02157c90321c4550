using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page of the built program.</summary>
[TestClass]
public class DashboardTests : PageTests
{
    [TestMethod, Timeout(TestLimit)]
    public async Task Shows_values_that_change()
    {
        using var host = new LiveHost();
        IPage page = await NewPageAsync();
        List<string> requests = [];
        List<string> webSockets = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.WebSocket += (_, socket) => webSockets.Add(socket.Url);

        await page.GotoAsync(host.Url.ToString());
        await AssertLiveAsync(page);
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d ms"));

        string[] expected = [host.Url.ToString(), new Uri(host.Url, (await ServedPage.GetAsync()).SecondPath).ToString()];
        Assert.AreEqual("", string.Join(' ', requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).Except(expected)));
        CollectionAssert.AreEqual(new[] { host.WebSocketUrl("/ws").ToString() }, webSockets);
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Sets_its_actuators()
    {
        using var host = new LiveHost();
        IPage page = await OpenLiveAsync(host.Url);
        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" });
        ILocator lampValue = page.Locator("[data-channel$=':demo-lamp']");
        await Expect(lampValue).ToHaveTextAsync("Off");
        await lamp.ClickAsync();
        await Expect(lampValue).ToHaveTextAsync("On", new() { Timeout = Limits.Wait });
        await Expect(lamp).Not.ToContainClassAsync("pending");

        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "demo-dimmer" }).FillAsync("70");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-channel$=':demo-dimmer']")).ToHaveTextAsync("70", new() { Timeout = Limits.Wait });
        await Expect(page.GetByRole(AriaRole.Slider, new() { Name = "demo-dimmer" })).ToHaveValueAsync("70");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Comes_back_after_the_server_did()
    {
        using var first = new LiveHost();
        IPage page = await OpenLiveAsync(first.Url);
        await AssertLiveAsync(page);

        int attempts = 0;
        page.WebSocket += (_, _) => Interlocked.Increment(ref attempts);
        first.Kill();
        await Until.TrueAsync(() => Volatile.Read(ref attempts) >= 3, "the page does not try to come back");
        await AssertStateAsync(page, "offline", Limits.Wait);
        using var second = new LiveHost(first.Url.Port);
        await AssertStateAsync(page, "live", Limits.Wait);
        await AssertLiveAsync(page);
        await page.CloseAsync();
    }

    private static async Task AssertLiveAsync(IPage page)
    {
        await AssertStateAsync(page, "live", Limits.Wait);
        foreach (string channel in new[] { "demo-wave", "demo-vibration", "working-set" })
        {
            ILocator value = page.Locator($"[data-channel$=':{channel}']");
            await Expect(value).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d"), new() { Timeout = Limits.Wait });
            if (channel.StartsWith("demo", StringComparison.Ordinal))
            {
                await Expect(value).Not.ToHaveTextAsync(await value.InnerTextAsync(), new() { Timeout = Limits.Wait });
            }
        }
    }
}
