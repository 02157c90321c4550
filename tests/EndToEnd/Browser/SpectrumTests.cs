using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The frequencies in a signal that comes in batches, which a test makes from known sines.</summary>
[TestClass]
public class SpectrumTests : PageTests
{
    private const double Rate = 1000;

    internal static readonly FakeChannel Vibration = new(
        "vibration",
        "m/s2",
        time => 9.81 + (2 * Math.Sin(2 * Math.PI * 123.4 * time)) + (0.5 * Math.Sin(2 * Math.PI * 50 * time)))
    {
        UpdateTime = 1,
    };

    [TestMethod, Timeout(TestLimit)]
    public async Task Known_sines_are_found_with_their_amplitudes()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Vibration, new FakeChannel("inside", "Cel", _ => 20)));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await ChooseSpectrumAsync(page, "vibration");
        await Expect(page.GetByText("A spectrum needs at least 32 evenly spaced readings.")).ToBeVisibleAsync();
        await StreamAsync(board, 1, 12);

        ILocator peaks = page.Locator(".peaks li");
        await Expect(peaks)
            .ToHaveTextAsync(
                new Regex[] { new(@"^123\.4\d? Hz: (2\.0000|1\.999\d|2\.000\d) m/s²$"), new(@"^50\.0\d? Hz: 0\.(500\d|499\d) m/s²$") });
        foreach (string weighting in new[] { "Flat top", "Hann" })
        {
            await page.GetByLabel("Weighting").SelectOptionAsync(weighting);
            await Expect(peaks.First).ToHaveTextAsync(new Regex(@"^123\.4\d? Hz: (2\.00|1\.99)"));
        }

        await page.GetByLabel("Readings").SelectOptionAsync("256");
        await Expect(peaks.First).ToHaveTextAsync(new Regex(@"^123\.\d Hz: (2\.0|1\.9)"));
        await page.GetByLabel("Scale").SelectOptionAsync("dB");

        // The spectrum is updated with the signal, and is beside its chart.
        await StreamAsync(board, 13, 4);
        await page.WaitForFunctionAsync(
            """
            () => {
                const canvas = document.querySelector('.waterfall');
                if (!canvas) {
                    return false;
                }
                const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 3);
                const row = y => [...Array(width).keys()].map(x => data[4 * (y * width + x)]);
                const strongest = row(0).indexOf(Math.max(...row(0)));
                return Math.abs(strongest / width - 123.4 / 500) < 0.01 && row(1).some(red => red > 0);
            }
            """,
            null,
            new() { Timeout = Limits.Wait });
        LocatorBoundingBoxResult signal = (await Card(page, "vibration").Locator(".chart").First.BoundingBoxAsync())!;
        LocatorBoundingBoxResult spectrum = (await page.Locator(".spectrum").BoundingBoxAsync())!;
        Assert.IsLessThanOrEqualTo(spectrum.X, signal.X + signal.Width);
        await AssertAccessibleAsync(page, "spectrum");

        await page.ReloadAsync();
        await Expect(page.Locator(".spectrum")).ToBeVisibleAsync();
        await ChooseSpectrumAsync(page, "vibration");
        await Expect(page.Locator(".spectrum")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    internal static async Task ChooseSpectrumAsync(IPage page, string card)
    {
        await Button(page, $"{card}: options").ClickAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Spectrum" }).ClickAsync();
    }

    /// <summary>Sends tenths of a second, one after the other.</summary>
    internal static async Task StreamAsync(FakeBoard board, int first, int count)
    {
        for (int batch = first; batch < first + count; batch++)
        {
            await board.SendAsync(Packs.Binary(batch, batch / 10.0, [Vibration], (int)(Rate / 10), 1 / Rate));
            await Task.Delay(100);
        }
    }
}
