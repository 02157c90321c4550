using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page without sight, without a mouse, and without motion.</summary>
[TestClass]
public class AccessibilityTests : PageTests
{
    private static readonly string Channels = Packs.First(
        new FakeChannel("inside", "Cel", time => 20 + (time / 10)) { History = 100 },
        new FakeChannel("outside", "Cel", time => 5 + (time / 10)) { History = 100 },
        new FakeChannel("lamp", null, _ => false) { IsActuator = true },
        new FakeChannel("level", "%", _ => 42.5) { IsActuator = true },
        new FakeChannel("notice", null, _ => "All is well"),
        new FakeChannel("quick", "V", _ => 3.3) { UpdateTime = 0.1 });

    /// <summary>axe-core with all its rules, contrast among them, in every state of the page.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    [DataRow(ColorScheme.Light, 1280, ForcedColors.None)]
    [DataRow(ColorScheme.Dark, 390, ForcedColors.None)]
    [DataRow(ColorScheme.Light, 1280, ForcedColors.Active)]
    public async Task Axe_finds_nothing(ColorScheme scheme, int width, ForcedColors forced)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        board.Answer = pack => Task.FromResult<string?>(FakeBoard.Refused(pack, "failed"));
        IPage page = await OpenLiveAsync(board.Url, new()
        {
            ColorScheme = scheme,
            ForcedColors = forced,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        await Expect(page.Locator(".note.stale")).ToHaveCountAsync(1, new() { Timeout = Limits.Wait });
        await AssertAccessibleAsync(page, "live, one channel stale");

        await page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(Row(page, "lamp").GetByRole(AriaRole.Status)).Not.ToHaveTextAsync("");
        await AssertAccessibleAsync(page, "refused");
        await Button(page, "Temperature: options").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await AssertAccessibleAsync(page, "the menu of a card");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertAccessibleAsync(page, "the device's state");
        await Button(page, "Close").ClickAsync();

        foreach ((string opens, string closes) in new[] { ("Arrange", "Done"), ("Save", "Close"), ("Help", "Close") })
        {
            await Button(page, opens).ClickAsync();
            await AssertAccessibleAsync(page, opens);
            await Button(page, closes).ClickAsync();
        }

        await Button(page, "Pause").ClickAsync();
        await page.Locator(".chart").First.FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page, "paused and zoomed");

        board.Token = "secret";
        board.Drop();
        await AssertStateAsync(page, "locked", 3 * Limits.Wait);
        await AssertAccessibleAsync(page, "asking for a token");
        await Button(page, "Cancel").ClickAsync();
        await AssertAccessibleAsync(page, "locked");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Everything_works_from_the_keyboard()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "quick")).ToHaveTextAsync("3.3");

        // Once around the page: each stop is a control, and shows that it has the focus.
        List<string> stops = [];
        for (int i = 0; i < 20; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>(
                """
                () => {
                    const { activeElement: focused } = document;
                    const ring = getComputedStyle(focused.matches('.unseen') ? focused.nextElementSibling : focused).outlineStyle;
                    const role = focused.getAttribute('role') || focused.type || focused.localName;
                    return `${role} ${focused.textContent || focused.getAttribute('aria-label')?.split(/[,.]/)[0] || focused.labels[0].textContent}`.trim() + (ring === 'none' ? ' without a ring' : '');
                }
                """));
            if (stops[^1].Contains("Device status", StringComparison.Ordinal))
            {
                break;
            }
        }

        Assert.AreEqual(
            "radio 2 min, button Pause, button Arrange, button Save, button ?, button ⋯, img Chart of Temperature, button ⋯, "
                + "switch lamp, range level, " +
            "number level, button ⋯, img Chart of Messages, button ⋯, img Chart of quick, a Device status",
            string.Join(", ", stops));

        await Button(page, "Pause").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Button(page, "Resume")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Switch).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "true");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_chart_is_described_in_words_and_readings_are_not_announced()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.GetByRole(AriaRole.Img).First).ToHaveAttributeAsync(
            "aria-label",
            "Chart of Temperature, last 2 min. inside: 20.0 °C, lowest 10.1, highest 20.0. outside: 5.0 °C, lowest -4.9, highest 5.0");

        // Readings come, and no live region changes.
        await page.EvaluateAsync(
            """
            () => {
                window.said = [];
                const observer = new MutationObserver(() => said.push('something'));
                document.querySelectorAll('[role=status], [aria-live]').forEach(region => observer.observe(region, { subtree: true, childList: true, characterData: true }));
            }
            """);
        for (int i = 1; i <= 10; i++)
        {
            await board.SendAsync(Packs.Live(i, i, ("inside", 20 + i), ("quick", i)));
        }

        await Expect(Value(page, "inside")).ToHaveTextAsync("30.0");
        Assert.AreEqual(0, await page.EvaluateAsync<int>("said.length"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow(ReducedMotion.NoPreference, true)]
    [DataRow(ReducedMotion.Reduce, false)]
    public async Task Nothing_moves_by_itself_where_motion_is_not_wanted(ReducedMotion motion, bool moves)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url, new() { ReducedMotion = motion });
        await Expect(Value(page, "quick")).ToHaveTextAsync("3.3");
        Assert.AreEqual(moves, await page.EvaluateAsync<bool>("() => document.getAnimations().length > 0"));
        await page.CloseAsync();
    }
}
