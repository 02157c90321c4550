using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What was received is kept in the browser, and what was recorded is replayed.</summary>
[TestClass]
public class HistoryTests : PageTests
{
    private static readonly FakeChannel Inside = new("inside", "Cel", time => 20 + (time / 100)) { UpdateTime = 1, History = 61 };

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Received_readings_are_there_after_a_reload_joined_with_the_boards_history()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(FirstAt(0));
        IPage page = await NewPageAsync();
        await OpenAtAsync(page, board, 300);
        await page.GetByText("15 min", new() { Exact = true }).ClickAsync();
        await board.SendAsync(Packs.Binary(1, 300, [Inside], 300, 1));
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("361");
        await KeepAsync(page, 361);

        // The board has the last minute, and the page was closed for 39 s before.
        board.FirstPack = FirstAt(400);
        await OpenAtAsync(page, board, 400);
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("422", new() { Timeout = 2 * Limits.Wait });
        await Expect(Measure(page, "inside", "min")).ToHaveTextAsync("19.40");
        await KeepAsync(page, 422 + 1);

        // Readings that both have are there once.
        board.FirstPack = FirstAt(420);
        await OpenAtAsync(page, board, 420);
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("442", new() { Timeout = 2 * Limits.Wait });

        await Button(page, "Save").ClickAsync();
        await Button(page, "Forget it").ClickAsync();
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("61");
        Assert.AreEqual(0, await KeptAsync(page));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_recording_that_is_opened_replays_with_pause_speed_and_seek_without_a_board()
    {
        FakeBoard board = await FakeBoard.StartAsync(Packs.First(new FakeChannel("other", "V", _ => 1)));
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "other")).ToHaveTextAsync("1");
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await board.DisposeAsync();
        await AssertStateAsync(page, "offline", Limits.Wait);

        await Button(page, "Save").ClickAsync();
        string csv = "time,channel,value,unit,note\r\n"
            + string.Concat(
                Enumerable.Range(0, 121).Select(i => $"2025-11-23T06:0{i / 60}:{i % 60:00}.000000Z,greenhouse:inside,{i},Cel,\r\n"));
        await page.GetByLabel("Open a recording")
            .SetInputFilesAsync(
                new FilePayload { Name = "day.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });

        // It begins at its beginning, far from 120, and goes on by itself.
        await Expect(Value(page, "inside")).ToHaveTextAsync(new Regex(@"^\d\d?$"));
        await Expect(Value(page, "other")).ToHaveCountAsync(0);
        await Expect(Value(page, "inside")).Not.ToHaveTextAsync(await Value(page, "inside").InnerTextAsync());
        await page.GetByLabel("Pause the recording").ClickAsync();
        ILocator position = page.GetByLabel("Position in the recording");
        await position.FillAsync("500");
        await Expect(Value(page, "inside")).ToHaveTextAsync("60");
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("61");
        await position.FillAsync("250");
        await Expect(Value(page, "inside")).ToHaveTextAsync("30");
        await AssertAccessibleAsync(page, "replaying");
        await page.GetByLabel("Speed").SelectOptionAsync("60");
        await page.GetByLabel("Play the recording").ClickAsync();
        await Expect(Value(page, "inside")).ToHaveTextAsync("120", new() { Timeout = 2 * Limits.Wait });
        await Expect(page.GetByLabel("Play the recording")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_file_that_is_not_a_recording_is_refused_with_a_message()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(FirstAt(0));
        IPage page = await OpenLiveAsync(board.Url);
        await Button(page, "Save").ClickAsync();
        await page.GetByLabel("Open a recording")
            .SetInputFilesAsync(new FilePayload { Name = "a.csv", MimeType = "text/csv", Buffer = "a,b\n1,2\n"u8.ToArray() });
        await Expect(page.Locator("#announcement"))
            .ToHaveTextAsync("a.csv cannot be replayed. A recording has the columns time, channel and value");
        await Expect(Value(page, "inside")).ToHaveTextAsync("20.00");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_view_is_saved_as_senml_and_a_chart_as_a_picture()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(FirstAt(0));
        IPage page = await OpenLiveAsync(board.Url);
        await AssertDrawnAsync(page, "inside");
        await Button(page, "Save").ClickAsync();
        IDownload senml = await page.RunAndWaitForDownloadAsync(() => Button(page, "Save SenML").ClickAsync());
        string[] lines = await File.ReadAllLinesAsync(await senml.PathAsync());
        Assert.HasCount(61, lines);
        Assert.AreEqual($$"""[{"n":"greenhouse:inside","u":"Cel","t":{{Packs.Start}},"v":20}]""", lines[^1]);
        StringAssert.EndsWith(senml.SuggestedFilename, ".senml.jsonl");

        await Button(page, "inside: options").ClickAsync();
        IDownload picture =
            await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Save as PNG" }).ClickAsync());
        CollectionAssert.AreEqual(
            new byte[] { 0x89, 0x50, 0x4E, 0x47 }, (await File.ReadAllBytesAsync(await picture.PathAsync())).Take(4).ToArray());
        await page.CloseAsync();
    }

    /// <summary>The first pack of a board, with the newest reading at a time in seconds after the start.</summary>
    private static string FirstAt(int seconds) =>
        Packs.First(Inside).Replace($"\"bt\":{Packs.Start}", $"\"bt\":{Packs.Start + seconds}", StringComparison.Ordinal);

    /// <summary>Opens the page at a time: readings older than a week would not be kept.</summary>
    private static async Task OpenAtAsync(IPage page, FakeBoard board, int seconds)
    {
        await page.Clock.SetFixedTimeAsync(DateTimeOffset.FromUnixTimeSeconds((long)Packs.Start + seconds).UtcDateTime);
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.WaitForFunctionAsync("() => sensorcast.start");
    }

    /// <summary>Makes the page write its readings, and waits for that.</summary>
    private static async Task KeepAsync(IPage page, int entries)
    {
        using CancellationTokenSource limit = new(2 * Limits.Wait);
        int kept;
        do
        {
            await page.EvaluateAsync("() => dispatchEvent(new Event('pagehide'))");
            await Task.Delay(100, limit.Token);
            kept = await KeptAsync(page);
        }
        while (kept != entries);
    }

    /// <summary>How many entries of a second are kept.</summary>
    private static Task<int> KeptAsync(IPage page) => page.EvaluateAsync<int>(
        """
        () => new Promise((resolve, reject) => {
            const opening = indexedDB.open('sensorcast');
            opening.onerror = reject;
            opening.onsuccess = () => {
                const reading = opening.result.transaction('blocks').objectStore('blocks').getAll();
                reading.onsuccess = () => {
                    opening.result.close();
                    resolve(reading.result.filter(({ level }) => level === 0).reduce((sum, { entries }) => sum + entries.length / 6, 0));
                };
            };
        })
        """);
}
