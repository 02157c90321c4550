using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The readings that are shown, and all that are received, as CSV.</summary>
[TestClass]
public class SavingTests : PageTests
{
    private const string Header = "time,channel,value,unit,note";

    private static readonly string Channels = Packs.First(
        new FakeChannel("inside", "Cel", time => 20 + time) { History = 5, UpdateTime = 1 },
        new FakeChannel("lamp", null, _ => true),
        new FakeChannel("notice", null, _ => "Water, \"please\""));

    [TestMethod, Timeout(TestLimit)]
    public async Task The_readings_that_are_shown_are_saved()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await Button(page, "Arrange").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "lamp" }).UncheckAsync();
        await Button(page, "Done").ClickAsync();
        await Button(page, "Save").ClickAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Save CSV").ClickAsync());

        Assert.MatchesRegex(new Regex(@"^greenhouse-\d{4}-\d\d-\d\dT\d{6}Z\.csv$"), download.SuggestedFilename);
        Assert.AreEqual(
            string.Join("\r\n",
            [
                Header,
                "2025-11-23T05:59:56.000000Z,greenhouse:inside,16,Cel,",
                "2025-11-23T05:59:57.000000Z,greenhouse:inside,17,Cel,",
                "2025-11-23T05:59:58.000000Z,greenhouse:inside,18,Cel,",
                "2025-11-23T05:59:59.000000Z,greenhouse:inside,19,Cel,",
                "2025-11-23T06:00:00.000000Z,greenhouse:inside,20,Cel,",
                "2025-11-23T06:00:00.000000Z,greenhouse:notice,\"Water, \"\"please\"\"\",,",
                "",
            ]),
            await File.ReadAllTextAsync(await download.PathAsync()));
        await page.CloseAsync();
    }

    /// <summary>As on a board without TLS, where the browser gives no access to files.</summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task A_recording_is_kept_in_memory_and_saved_at_its_end()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await NewPageAsync();
        await page.AddInitScriptAsync("delete window.showSaveFilePicker");
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await StartRecordingAsync(page, "kept in memory, up to 250 MB");
        await Expect(page.Locator("#recording")).ToHaveTextAsync(new Regex(@"Recording \d:\d\d, 0\.0 MB"));

        await RecordAsync(page, board);
        IDownload download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Stop and save the recording").ClickAsync());
        await Expect(page.Locator("#recording")).ToBeHiddenAsync();
        AssertRecorded(await File.ReadAllTextAsync(await download.PathAsync()));
        await page.CloseAsync();
    }

    /// <summary>
    /// The browser's dialog cannot be driven: here a file of its private file system takes its place. The stream into it is real.
    /// </summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task A_recording_is_streamed_to_a_file_where_that_can_be()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.showSaveFilePicker = async ({ suggestedName }) => {
                const folder = await navigator.storage.getDirectory();
                return window.chosen = await folder.getFileHandle(suggestedName, { create: true });
            };
            """);
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await StartRecordingAsync(page, "straight to a file");

        await RecordAsync(page, board);
        await Button(page, "Stop and save the recording").ClickAsync();
        await Expect(page.Locator("#announcement")).ToHaveTextAsync("The recording is saved.");
        await Expect(page.Locator("#announcement")).ToBeInViewportAsync();
        AssertRecorded(await page.EvaluateAsync<string>("async () => (await chosen.getFile()).text()"));
        await page.CloseAsync();
    }

    private static async Task StartRecordingAsync(IPage page, string place)
    {
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(place);
        await Button(page, "Start recording").ClickAsync();
        await Expect(page.Locator("#recording")).ToBeVisibleAsync();
    }

    /// <summary>Readings, packs left out, an interruption and readings again; the pause in between has no effect.</summary>
    private static async Task RecordAsync(IPage page, FakeBoard board)
    {
        await board.SendAsync(Packs.Live(1, 1, ("inside", 21.5), ("lamp", false)));
        await Button(page, "Pause").ClickAsync();
        await board.SendAsync(Packs.Live(4, 2, ("inside", 22)));
        await Expect(page.Locator("#paused-count")).Not.ToHaveTextAsync("0 readings since");
        await Button(page, "Resume").ClickAsync();
        await Expect(Value(page, "inside")).ToHaveTextAsync("22.0");
        int connections = board.Connections;
        board.Drop();
        await Until.TrueAsync(() => board.Connections > connections, "the page does not come back");
        await AssertStateAsync(page, "live", Limits.Wait);
        await board.SendAsync(Packs.Live(9, 3, ("inside", 23)));
        await Expect(Value(page, "inside")).ToHaveTextAsync("23.0");
    }

    private static void AssertRecorded(string csv)
    {
        string[] notes = [.. csv.Split("\r\n").Where(line => line.Contains(",,,,"))];
        Assert.HasCount(2, notes);
        Assert.EndsWith(",,,,2 packs skipped", notes[0]);
        Assert.EndsWith(",,,,interrupted", notes[1]);
        Assert.AreEqual(
            string.Join("\r\n",
            [
                Header,
                "2025-11-23T06:00:01.000000Z,greenhouse:inside,21.5,Cel,",
                "2025-11-23T06:00:01.000000Z,greenhouse:lamp,false,,",
                notes[0],
                "2025-11-23T06:00:02.000000Z,greenhouse:inside,22,Cel,",
                notes[1],
                "2025-11-23T06:00:03.000000Z,greenhouse:inside,23,Cel,",
                "",
            ]),
            csv);
    }
}
