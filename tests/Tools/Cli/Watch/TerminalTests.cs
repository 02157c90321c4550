using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast watch</c> and its terminal: its state, its abilities, and text that must not control it.</summary>
[TestClass]
public class TerminalTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("q")]
    [DataRow("C-c")]
    public async Task Leaves_the_terminal_as_it_was(string key)
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24);
        terminal.Run("stty -a > before; echo what was there");
        await terminal.WaitForAsync("\nwhat was there");
        terminal.Run($"sensorcast watch {board.Url.Authority}; code=$?; stty -a > after; echo code $code");
        await terminal.WaitForAsync("1-8 of 8");
        Assert.AreEqual("alternate 1 cursor 0", terminal.Modes);
        terminal.Type("xyz");

        terminal.Press(key);
        await terminal.WaitForAsync("code 0");

        Assert.AreEqual("alternate 0 cursor 1", terminal.Modes);
        Assert.Contains("\nwhat was there", terminal.Text);
        Assert.DoesNotContain("xyz", terminal.Text, "Keys are not shown.");
        Assert.DoesNotContain("CHANNEL", terminal.Text);
        Assert.AreEqual(await File.ReadAllTextAsync(terminal.FolderOf("before")), await File.ReadAllTextAsync(terminal.FolderOf("after")));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Gives_the_terminal_back_while_it_is_stopped()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24);
        terminal.Run($"sensorcast watch {board.Url.Authority}");
        await terminal.WaitForAsync("1-8 of 8");

        terminal.Press("C-z");
        await terminal.WaitForAsync("Stopped");
        Assert.AreEqual("alternate 0 cursor 1", terminal.Modes);
        terminal.Run("fg");
        await terminal.WaitForAsync("1-8 of 8");

        Assert.AreEqual("alternate 1 cursor 0", terminal.Modes);
        terminal.Press("q");
        await terminal.WaitAsync(static text => text.TrimEnd().EndsWith('$'), "It ends.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task There_is_no_colour_with_NO_COLOR()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24, "bash --norc --noprofile", "NO_COLOR=1");

        terminal.Run($"sensorcast watch {board.Url.Authority}");
        await terminal.WaitForAsync("1-8 of 8");

        Assert.DoesNotContain("\e[", terminal.Colours);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_terminal_that_cannot_move_its_cursor_gets_lines()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(2);
        using var terminal = new Terminal(80, 24, "bash --norc --noprofile", "TERM=dumb");

        terminal.Run($"sensorcast watch {board.Url.Authority}");

        await terminal.WaitForAsync("Z board:channel-0 20.05 Cel\n");
        Assert.AreEqual("alternate 0 cursor 1", terminal.Modes);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Plain_characters_where_the_locale_has_no_others()
    {
        await using FakeBoard board = await DescribedBoard.StartAsync(8);
        using var terminal = new Terminal(80, 24, "bash --norc --noprofile", "LC_ALL=C");

        terminal.Run($"sensorcast watch {board.Url.Authority}");
        await terminal.WaitForAsync("1-8 of 8");

        await Terminal.ShowsAsync(() =>
        {
            Assert.Contains("20.05  C", terminal.Text);
            Assert.Contains("m/s2", terminal.Text);
        });
        Assert.IsTrue(terminal.Text.All(char.IsAscii), terminal.Text);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Text_from_an_untrusted_board_moves_no_cursor()
    {
        const string Evil = "\\u001b[2J\\u001b[Hevil\\u0007\\r\\n\\u009b31m\\u202etxet";
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync($$"""
                [{"bn":"b:","bt":1763877600,"n":"a{{Evil}}","ut":3600,"title":"{{Evil}}","group":"{{Evil}}","u":"{{Evil}}","v":1},
                 {"n":"text","ut":3600,"vs":"{{Evil}}"}]
                """);
            await client.WaitForCloseAsync();
        });
        using var terminal = new Terminal(100, 24);

        terminal.Run($"sensorcast watch {board.Url.Authority}");

        await Terminal.ShowsAsync(() =>
        {
            string[] lines = terminal.Lines;
            Assert.StartsWith($" {board.Url.Authority}", lines[0]);
            Assert.Contains("1-2 of 2", lines[0]);
            Assert.StartsWith(" CHANNEL", lines[1]);
            Assert.MatchesRegex(@"^   text +\[2J\[Hevil *31mtxet", lines[2]);
            Assert.StartsWith(" [2J[Hevil", lines[3]);
            Assert.StartsWith("   [2J[Hevil", lines[4]);
        });
    }
}
