using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What all tests that take pictures have in common: a greenhouse, and a page that is all in view.</summary>
public abstract class PictureTests : PageTests
{
    private protected static IReadOnlyList<FakeChannel> Greenhouse { get; } =
    [
        Curve("inside", "Cel", 120, time => 22.4 + Math.Sin(time / 23) + (0.1 * Math.Sin(time)), 1),
        Curve("outside", "Cel", 120, time => 14.2 + (0.8 * Math.Sin((time / 31) + 1)), 1),
        Curve("humidity", "%RH", 120, time => 61 + (6 * Math.Sin(time / 19)), 1),
        Curve("light", "lx", 120, time => 18_200 + (5200 * Math.Sin((time / 40) + 2)) + (600 * Math.Sin(time / 3)), 0),
        Curve("fan-vibration", "m/s2", 2400, time => Math.Sin(time * 21) * (0.4 + (1.2 * Math.Pow(Math.Sin(time / 17), 2))), 3),
        Toggle("door", time => (time is > -93 and < -71) || time > -12),
        Toggle("lamp", time => time > -48) with { IsActuator = true },
        Toggle("pump", time => (time + 120) % 40 < 9) with { IsActuator = true },
        Curve("vent", "/", 120, time => time < -55 ? 0.2 : 0.45, 2) with { IsActuator = true, Maximum = 1 },
        new FakeChannel("notice", null, _ => "Water the tomatoes before noon"),
    ];

    /// <summary>
    /// A script that sets the page's clock to a time of the board's, in seconds since the start. Otherwise the picture would say that
    /// this was long ago.
    /// </summary>
    protected static string ClockAt(double time) => $$"""
        {
            const lag = Date.now() - {{(long)((Packs.Start + time) * 1000)}};
            globalThis.Date = class extends Date {
                constructor(...time) {
                    time.length ? super(...time) : super(Date.now());
                }
                static now() {
                    return super.now() - lag;
                }
            };
        }
        """;

    private protected static FakeChannel Curve(string name, string unit, int history, Func<double, double> value, int decimals) =>
        new(name, unit, time => Math.Round(value(time), decimals)) { History = history + 1, Spacing = 120.0 / history };

    private protected static FakeChannel Toggle(string name, Func<double, bool> value) =>
        new(name, null, time => value(time)) { History = 121 };

    /// <summary>
    /// Phones have fine screens. A large window takes four times as long on one: only the pictures of the docs have that.
    /// </summary>
    protected static BrowserNewPageOptions Options(ColorScheme scheme, int width) => new()
    {
        ColorScheme = scheme,
        DeviceScaleFactor = width < 500 || DocsPage.IsWritten ? 2 : 1,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = width, Height = width < 500 ? 844 : width > 1500 ? 1080 : 800 },
    };

    /// <summary>Opens the page at a time of the board's, in seconds since the start.</summary>
    private protected async Task<IPage> OpenAsync(FakeBoard board, ColorScheme scheme, int width, double time = 0)
    {
        IPage page = await NewPageAsync(Options(scheme, width));
        await page.AddInitScriptAsync(ClockAt(time));
        await GoLiveAsync(page, board.Url);
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("ms$"));
        return page;
    }

    protected static async Task TakeAsync(IPage page, string name, bool isWhole = true)
    {
        int width = page.ViewportSize!.Width;
        if (isWhole)
        {
            // All charts are in view, so all are drawn.
            await page.SetViewportSizeAsync(width, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            await page.WaitForFunctionAsync(
                "() => document.querySelectorAll('.chart canvas').length === document.querySelectorAll('.chart').length");
            await Expect(page.Locator("[data-measure]").Filter(new() { HasText = "–" })).ToHaveCountAsync(0);
        }

        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf(name) });
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "the page is wider than the window");
        await page.CloseAsync();
    }
}
