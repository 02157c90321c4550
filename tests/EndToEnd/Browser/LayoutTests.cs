using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Controls are large enough for a finger, stay where they are while values change, and are never covered for good.</summary>
[TestClass]
public class LayoutTests : PageTests
{
    /// <summary>WCAG 2.2 section 2.5.5: the side of a target, in pixels.</summary>
    private const int Target = 44;

    private static readonly FakeChannel[] Channels =
    [
        new("swing", "V", time => Math.Sin(time / 3) * 12.5) { History = 100 },
        new("inside", "Cel", time => 20 + (time / 10)) { History = 100 },
        new("outside", "Cel", time => 5 + (time / 10)) { History = 100 },
        new("pressure", "hPa", time => 1013 + (time / 10)) { History = 100 },
        new("door", null, _ => false),
        new("lamp", null, _ => false) { IsActuator = true },
        new("level", "%", _ => 42.5) { IsActuator = true },
        new("notice", null, _ => "All is well"),
    ];

    [TestMethod, Timeout(TestLimit)]
    public async Task A_finger_hits_every_control()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenPhoneAsync(board);
        await AssertTargetsAsync(page, 19);

        await StartEverythingAsync(page, board);
        await AssertTargetsAsync(page, 21);
        foreach ((string opens, string closes, int targets) in new[] { ("Arrange", "Done", 19), ("Save", "Close", 6) })
        {
            await Button(page, opens).ClickAsync();
            await AssertTargetsAsync(page, targets);
            await Button(page, closes).ClickAsync();
        }

        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow(1280)]
    [DataRow(390)]
    public async Task Nothing_jumps_when_a_value_gets_longer(int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await AssertDrawnAsync(page, "swing");
        await Expect(Measure(page, "swing", "min")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^-12\.\d+$"));
        string[] places = new string[3];
        foreach ((int i, double value) in new[] { -12.125, 0.5, 11 }.Index())
        {
            await board.SendAsync(Packs.Live(i + 1, i + 1, ("swing", value)));
            await Expect(Value(page, "swing"))
                .ToHaveAttributeAsync("value", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            places[i] = await page.EvaluateAsync<string>(
                """
                () => [...document.querySelectorAll('.unit, .card, .name, .measure')].map(element => {
                    const { left, top } = element.getBoundingClientRect();
                    return [left, top].map(Math.round);
                }).join(' ')
                """);
        }

        Assert.AreEqual(places[0], places[1]);
        Assert.AreEqual(places[0], places[2]);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Nothing_jumps_when_the_connection_is_lost()
    {
        FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenPhoneAsync(board);
        float live = await TopAsync(page);
        await board.DisposeAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("Offline, reconnecting", new() { Timeout = 4 * Limits.Wait });
        Assert.AreEqual(live, await TopAsync(page));
        await page.CloseAsync();

        static async Task<float> TopAsync(IPage page) => (await page.Locator("main").BoundingBoxAsync())!.Y;
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Recording_pausing_and_zooming_move_no_chart_and_cover_nothing_at_the_end()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenPhoneAsync(board);
        await AssertDrawnAsync(page, "swing");
        float before = (await page.Locator(".chart").First.BoundingBoxAsync())!.Y;
        await StartEverythingAsync(page, board);
        Assert.AreEqual(before, (await page.Locator(".chart").First.BoundingBoxAsync())!.Y);
        await Expect(Button(page, "Leave zoom")).ToBeInViewportAsync();

        await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        LocatorBoundingBoxResult last = (await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).BoundingBoxAsync())!;
        LocatorBoundingBoxResult chip = (await page.Locator("#zoomed").BoundingBoxAsync())!;
        Assert.IsLessThanOrEqualTo(chip.Y, last.Y + last.Height);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_chart_fills_its_card_and_shrinks_with_it()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await AssertDrawnAsync(page, "swing");
        await AssertFilledAsync(page);
        await page.SetViewportSizeAsync(390, 900);
        await AssertFilledAsync(page);
        await page.SetViewportSizeAsync(1000, 900);
        await AssertFilledAsync(page);
        await page.CloseAsync();
    }

    /// <summary>Every chart ends where its card's padding begins, and its canvas fills the room.</summary>
    private static Task AssertFilledAsync(IPage page) => page.WaitForFunctionAsync(
        """
        () => [...document.querySelectorAll('.card[data-kind=chart]')].every(card => {
            const chart = card.querySelector('.chart');
            const canvas = chart.querySelector('canvas');
            const lines = card.querySelector('.lines')?.getBoundingClientRect().height ?? 0;
            const room = card.getBoundingClientRect().bottom - parseFloat(getComputedStyle(card).paddingBottom) - lines - chart.getBoundingClientRect().bottom;
            return Math.abs(room) < 4 && (!canvas || Math.abs(canvas.getBoundingClientRect().height - chart.clientHeight) < 1)
                && (!canvas || Math.abs(canvas.getBoundingClientRect().width - chart.clientWidth) < 1)
                && chart.clientHeight < 600;
        })
        """,
        null,
        new() { Timeout = Limits.Wait });

    private async Task<IPage> OpenPhoneAsync(FakeBoard board)
    {
        IPage page = await NewPageAsync(new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await page.AddInitScriptAsync("delete window.showSaveFilePicker");
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await Expect(page.Locator("#detail")).Not.ToHaveTextAsync("");
        return page;
    }

    /// <summary>Records, pauses and zooms.</summary>
    private static async Task StartEverythingAsync(IPage page, FakeBoard board)
    {
        await Button(page, "Save").ClickAsync();
        await Button(page, "Start recording").ClickAsync();
        await Button(page, "Pause").ClickAsync();
        await page.EvaluateAsync("document.querySelector('.chart').focus({ preventScroll: true })");
        await page.Keyboard.PressAsync("+");
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await board.SendAsync(Packs.Live(1, 1, ("inside", 21)));
        await Expect(page.Locator("#paused")).ToHaveTextAsync("Paused 1 reading since");
    }

    /// <summary>A press up to half a target away from the middle of a control is the control's, or its label's.</summary>
    private static async Task AssertTargetsAsync(IPage page, int count)
    {
        JsonElement result = await page.EvaluateAsync<JsonElement>(
            """
            target => {
                const scope = document.querySelector('dialog[open]') ?? document;
                const controls = [...scope.querySelectorAll('button, input, a')].filter(control => control.checkVisibility());
                // Boundaries are rounded to whole pixels.
                const reach = target / 2 - 1;
                const missed = controls.flatMap(control => {
                    const area = control.labels?.[0] ?? control;
                    area.scrollIntoView({ block: 'center' });
                    const { left, top, width, height } = area.getBoundingClientRect();
                    const miss = ([x, y]) => {
                        const hit = document.elementFromPoint(left + width / 2 + x, top + height / 2 + y);
                        const isOwn = hit && (area.contains(hit) || hit.contains(area) && hit.matches('a, button'));
                        return isOwn ? [] : [`${control.outerHTML} at ${[x, y]} of ${[left, top, width, height]}: ${hit?.outerHTML.slice(0, 80)}`];
                    };
                    return [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].flatMap(miss);
                });
                return { count: controls.length, missed };
            }
            """,
            Target);
        Assert.AreEqual("", string.Join('\n', result.GetProperty("missed").EnumerateArray()));
        Assert.AreEqual(count, result.GetProperty("count").GetInt32());
    }
}
