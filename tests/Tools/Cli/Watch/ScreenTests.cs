using System.Text.RegularExpressions;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast watch</c> in a terminal: what its cells show, at the sizes that terminals have.</summary>
[TestClass]
public partial class ScreenTests
{
    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow(1)]
    [DataRow(8)]
    [DataRow(40)]
    public async Task A_channel_has_a_line_and_nothing_is_broken(int channels)
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(channels);
        using var terminal = new Terminal(80, 24);
        terminal.Run($"sensorcast watch {board.Url.Authority}");
        bool[] last = [true, true, true];
        foreach ((int width, int height) in new[] { (200, 60), (120, 40), (80, 24), (60, 24), (40, 20) })
        {
            terminal.Resize(width, height);
            int groups = channels > 3 ? ((channels - 1) / 10) + 1 : 0;
            int rows = Math.Min(height - 3, channels + groups);
            string[] lines = [];
            await Terminal.ShowsAsync(() =>
            {
                lines = terminal.Lines;
                string text = string.Join('\n', lines);
                Assert.HasCount(height, lines, text);
                Assert.Contains("q quit", lines[^1], text);
                Assert.AreEqual(width - 1, lines[0].Length, text);
                Assert.Contains(" live", lines[0], text);
                string[] shown = [.. lines[2..(2 + rows)].Where(static line => !GroupLine().IsMatch(line))];
                Assert.EndsWith($"  1-{shown.Length} of {channels}", lines[0], text);
                for (int i = 0; i < shown.Length; i++)
                {
                    Assert.Contains(DescribedBoard.ShownValue(i), shown[i], text);
                    Assert.MatchesRegex("^(!!| !|  ) [^ ]", shown[i], text);
                }

                if (lines[1].Contains("AGE", StringComparison.Ordinal))
                {
                    Assert.IsTrue(shown.All(static line => Age().IsMatch(line)), text);
                }
            });

            // The curve goes first, then the lowest and highest, then the age.
            bool[] columns =
                [lines[1].Contains("CURVE", StringComparison.Ordinal), lines[1].Contains("MIN", StringComparison.Ordinal),
                    lines[1].Contains("AGE", StringComparison.Ordinal)];
            Assert.IsTrue((!columns[0] || columns[1]) && (!columns[1] || columns[2]), lines[1]);
            Assert.IsTrue(columns.Zip(last).All(static pair => pair.Second || !pair.First), lines[1]);
            last = columns;
        }

        Assert.IsFalse(last[0] || last[1], "40 columns have no room for more than values and ages.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_usual_terminal_has_room_for_all_columns()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24);

        terminal.Run($"sensorcast watch {board.Url.Authority}");

        await Terminal.ShowsAsync(() =>
        {
            Assert.Contains("1-8 of 8", terminal.Lines[0]);
            Assert.MatchesRegex("CHANNEL .* NOW .* MIN .* MAX .*CURVE .* AGE$", terminal.Lines[1]);
            Assert.Contains("…", terminal.Text, "A long title is shortened in its middle.");
            Assert.MatchesRegex(@"\n   Sensor 4.*….*back +123\.004  kWh ", terminal.Text);
        });
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Titles_groups_and_levels_are_shown()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(120, 24);

        terminal.Run($"sensorcast watch {board.Url.Authority}");

        await Terminal.ShowsAsync(() =>
        {
            string[] lines = terminal.Lines;
            Assert.Contains("1-8 of 8", lines[0]);
            Assert.StartsWith("   室外温度 1 ", lines[3]);
            Assert.StartsWith("!! T2 ", lines[4]);
            Assert.AreEqual(" Room 0", lines[5]);
            Assert.StartsWith(" ! channel-3 ", lines[6]);
            Assert.MatchesRegex(@"1m\e\[31m(\e\[49m)?!!", terminal.Colours);
        });
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Scrolls()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(40, hasGroups: false);
        using var terminal = new Terminal(80, 24);
        terminal.Run($"sensorcast watch {board.Url.Authority}");
        await terminal.WaitForAsync("1-21 of 40");

        foreach ((string key, string range) in new[]
        {
            ("Down", " 2-22 of 40"), ("Down", " 3-23 of 40"), ("Up", " 2-22 of 40"), ("NPage", " 20-40 of 40"), ("PPage", " 1-21 of 40"),
            ("End", " 20-40 of 40"), ("Home", " 1-21 of 40"),
        })
        {
            terminal.Press(key);
            await Terminal.ShowsAsync(() =>
            {
                string[] lines = terminal.Lines;
                Assert.Contains(range, lines[0], key);
                Assert.Contains(" live", lines[0], key);
                Assert.Contains("q quit", lines[^1], key);
            });
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Filters_and_pauses()
    {
        int value = 100;
        await using FakeBoard board = await DescribedBoard.StartAsync(8, async client =>
        {
            for (int sequence = 1; ; sequence++)
            {
                await client.SendAsync(
                    $$"""[{"bn":"board:","bt":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"seq":{{sequence}},"n":"channel-2","v":{{value++}}.25}]""");
                await Task.Delay(100, client.Context.RequestAborted);
            }
        });
        using var terminal = new Terminal(80, 24);
        terminal.Run($"sensorcast watch {board.Url.Authority}");
        await terminal.WaitForAsync("1-8 of 8");

        terminal.Type("/t2");
        terminal.Press("Enter");
        await Terminal.ShowsAsync(() =>
        {
            Assert.Contains("1-1 of 1", terminal.Lines[0]);
            Assert.Contains("filter 't2'", terminal.Lines[^1]);
        });
        terminal.Type("p");
        await terminal.WaitForAsync("PAUSED");
        string held = terminal.Lines[2]; // Drawn before the line that says so.
        await Task.Delay(500);
        Assert.AreEqual(held, terminal.Lines[2]);
        terminal.Type("p");
        await terminal.WaitAsync(text => text.Split('\n')[2] != held, "It goes on.");
        terminal.Press("Escape");
        await terminal.WaitForAsync("1-8 of 8");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Says_what_is_stale_gone_or_away()
    {
        var cut = new TaskCompletionSource();
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            if (client.Number == 1)
            {
                await client.SendAsync(
                    """[{"bn":"b:","bt":1763877600,"n":"quick","ut":0.1,"u":"V","v":1},{"n":"old","ut":3600,"v":2},{"n":"kept","ut":3600,"v":3}]""");
                await cut.Task;
                return;
            }

            await client.SendAsync("""[{"bn":"b:","bt":1763877601,"n":"quick","ut":0.1,"u":"V","v":1},{"n":"kept","ut":3600,"v":3}]""");
            await client.WaitForCloseAsync();
        });
        using var terminal = new Terminal(80, 24);
        terminal.Run($"sensorcast watch {board.Url.Authority}");

        await terminal.WaitAsync(static text => Stale().IsMatch(text), "One is stale.");
        cut.SetResult();
        await terminal.WaitAsync(static text => Gone().IsMatch(text), "One is gone.");
        await terminal.WaitForAsync(" live");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Several_boards_and_some_of_their_channels()
    {
        await using FakeBoard attic = await DescribedBoard.StartAsync(8);
        await using FakeBoard shed = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24);

        terminal.Run($"sensorcast watch {attic.Url.Authority} {shed.Url.Authority} --channel 'channel-[1]' -c board:channel-2 -c '*-1'");

        await Terminal.ShowsAsync(() =>
        {
            Assert.Contains("1-4 of 4", terminal.Lines[0]);
            Assert.StartsWith(" 2 boards  live", terminal.Lines[0]);
            Assert.Contains($" {attic.Url.Authority}: live", terminal.Text);
            Assert.Contains($" {shed.Url.Authority}: live", terminal.Text);
        });
    }

    [GeneratedRegex(@"^ Room \d$")]
    private static partial Regex GroupLine();

    [GeneratedRegex(@" \d+(\.\d)? s$")]
    private static partial Regex Age();

    [GeneratedRegex(@"quick +– +V +stale \d")]
    private static partial Regex Stale();

    [GeneratedRegex(@"old +– +gone \d")]
    private static partial Regex Gone();
}
