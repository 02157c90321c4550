using System.Globalization;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Pictures of the parts of the second document, and of windows and boards of all sizes.</summary>
[TestClass, TestCategory(DocsPage.Category)]
public class FurtherScreenshotTests : PictureTests
{
    private const double Day = 86_400;

    [TestMethod, Timeout(TestLimit)]
    [DataRow("channels-1", 1, 1280)]
    [DataRow("channels-8", 8, 1920)]
    [DataRow("channels-32", 32, 2560)]
    public async Task Sizes(string name, int channels, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Enumerable.Range(0, channels).Select(i =>
            Curve($"sensor-{i + 1}", $"x{i + 1}", 600, time => 20 + (3 * i) + (2 * Math.Sin((time / (5 + i)) + i)), 2))));
        IPage page = await OpenAsync(board, ColorScheme.Light, width);
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Alarm()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse.Select(channel =>
            channel.Name == "humidity" ? channel with { Description = new() { ["warnhigh"] = 58, ["alarmhigh"] = 60 } } : channel)));
        IPage page = await OpenAsync(board, ColorScheme.Light, 1280);
        await Expect(Card(page, "humidity")).ToHaveAttributeAsync("data-severity", "2", new() { Timeout = Limits.Wait });
        await TakeAsync(page, "alarm");
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Spectrum()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First([SpectrumTests.Vibration, .. Greenhouse.Take(4)]));
        IPage page = await OpenAsync(board, ColorScheme.Dark, 1280, time: -2);
        await SpectrumTests.ChooseSpectrumAsync(page, "vibration");
        await SpectrumTests.StreamAsync(board, 1, 30);
        await Expect(page.Locator(".peaks li")).ToHaveCountAsync(2);
        await TakeAsync(page, "spectrum");
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Week()
    {
        FakeChannel[] channels =
        [
            new("inside", "Cel", time => 21 + (3 * Math.Sin(2 * Math.PI * time / Day)) + Math.Sin(time / 9000)) { UpdateTime = 300 },
            new("humidity", "%RH", time =>
                58 - (9 * Math.Sin(2 * Math.PI * time / Day)) + (2 * Math.Sin(time / 5000))) { UpdateTime = 300 },
        ];
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(channels));
        IPage page = await OpenAsync(board, ColorScheme.Light, 1280, 7 * Day);
        await page.GetByText("7 d", new() { Exact = true }).ClickAsync();
        for (int day = 1; day <= 7; day++)
        {
            // The board was off for a night.
            await board.SendAsync(Packs.Binary(day, day * Day, channels, day == 4 ? 180 : 288, 300));
        }

        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("1909");
        await TakeAsync(page, "week");
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Replay()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await OpenAsync(board, ColorScheme.Light, 1280);
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await Button(page, "Save").ClickAsync();
        string csv = "time,channel,value,unit,note\r\n" + string.Concat(Enumerable.Range(0, 121).Select(Rows));
        FilePayload file = new() { Name = "day.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) };
        await page.GetByLabel("Open a recording").SetInputFilesAsync(file);
        await page.GetByLabel("Pause the recording").ClickAsync();
        await page.GetByLabel("Position in the recording").FillAsync("700");
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("85");
        await TakeAsync(page, "replay");
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Kiosk()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await NewPageAsync(Options(ColorScheme.Dark, 1280));
        await page.AddInitScriptAsync(ClockAt(0));
        await page.GotoAsync(board.Url + "#kiosk");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-kiosk", "", new() { Timeout = 2 * Limits.Wait });
        await AssertDrawnAsync(page, "inside");
        await TakeAsync(page, "kiosk");
    }

    /// <summary>What two channels read in a second of a recording.</summary>
    private static string Rows(int second)
    {
        string time = $"2025-11-23T06:0{second / 60}:{second % 60:00}.000000Z";
        string door = second % 40 < 9 ? "true" : "false";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time},greenhouse:inside,{Math.Round(21 + (1.5 * Math.Sin(second / 19.0)), 1)},Cel,\r\n{time},greenhouse:door,{door},,\r\n");
    }
}
