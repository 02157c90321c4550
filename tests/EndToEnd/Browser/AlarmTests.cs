using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Levels of channels: set on the page, shown in chart, card and title, announced once, and listed.</summary>
[TestClass]
public class AlarmTests : PageTests
{
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task A_level_that_is_passed_is_shown_and_announced_once()
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(
                Packs.First(new FakeChannel("humidity", "%RH", _ => 60) { History = 60 }, new FakeChannel("supply", "V", _ => 3.3)));
        IPage page = await OpenLiveAsync(board.Url);
        await Button(page, "humidity: options").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Levels…" }).ClickAsync();
        await page.GetByLabel("humidity: Alarm above").FillAsync("65");
        await page.GetByLabel("humidity: Hysteresis").FillAsync("2");
        await AssertAccessibleAsync(page, "setting levels");
        await Button(page, "Set").ClickAsync();
        await Expect(Card(page, "humidity")).ToHaveAttributeAsync("data-severity", "0");

        await page.EvaluateAsync(
            """
            () => {
                window.said = [];
                const region = document.getElementById('announcement');
                new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { subtree: true, childList: true, characterData: true });
            }
            """);
        await board.SendAsync(Packs.Live(1, 1, ("humidity", 66.2)));
        await Expect(Card(page, "humidity")).ToHaveAttributeAsync("data-severity", "2");
        await Expect(Card(page, "humidity").Locator(".badge"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^above 65 %RH for [0-9.]+ s$"));
        await Expect(page).ToHaveTitleAsync("(1 alarm) greenhouse");
        await Expect(Button(page, "1 alarm")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page, "alarm");

        // Within the hysteresis nothing changes, and nothing is said again.
        foreach ((int i, double value) in new[] { 64.0, 66, 63.5, 67 }.Index())
        {
            await board.SendAsync(Packs.Live(i + 2, i + 2, ("humidity", value)));
        }

        await Expect(Value(page, "humidity")).ToHaveTextAsync("67.0");
        await Expect(Card(page, "humidity")).ToHaveAttributeAsync("data-severity", "2");
        Assert.AreEqual("Alarm: humidity is above 65 %RH", string.Join('|', await page.EvaluateAsync<string[]>("said")));

        await board.SendAsync(Packs.Live(6, 6, ("humidity", 62.9)));
        await Expect(Card(page, "humidity")).ToHaveAttributeAsync("data-severity", "0");
        await Expect(page).ToHaveTitleAsync("greenhouse");
        await Button(page, "Events").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("tbody tr")).ToHaveTextAsync(
        [
            "23 Nov 2025, 06:00:06humidity is back, 62.9 %RH",
            "23 Nov 2025, 06:00:01humidity alarm: above 65 %RH, 66.2 %RH",
        ]);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Levels_are_kept_and_marked_in_the_chart()
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(Packs.First(new FakeChannel("inside", "Cel", time => 20 + (time / 60)) { History = 60 }));
        IPage page = await NewPageAsync(new() { ColorScheme = ColorScheme.Light });
        await page.AddInitScriptAsync(
            "localStorage.sensorcast ??= JSON.stringify({ levels: { 'greenhouse:inside': { highWarning: 19.5 } } })");
        await page.GotoAsync(board.Url.ToString());
        await Expect(Card(page, "inside")).ToHaveAttributeAsync("data-severity", "1", new() { Timeout = 2 * Limits.Wait });
        await Expect(page).ToHaveTitleAsync("greenhouse");
        // The line at the level has the colour of a warning, #9a5b00.
        await page.WaitForFunctionAsync(
            """
            () => {
                const canvas = document.querySelector('canvas');
                if (!canvas) {
                    return false;
                }
                const copy = document.createElement('canvas');
                [copy.width, copy.height] = [canvas.width, canvas.height];
                const context = copy.getContext('2d', { willReadFrequently: true });
                context.drawImage(canvas, 0, 0);
                const { data } = context.getImageData(0, 0, copy.width, copy.height);
                for (let i = 0; i < data.length; i += 4) {
                    if (data[i] === 0x9a && data[i + 1] === 0x5b && data[i + 2] === 0 && data[i + 3] === 255) {
                        return true;
                    }
                }
                return false;
            }
            """);
        await page.CloseAsync();
    }
}
