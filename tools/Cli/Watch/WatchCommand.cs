using System.CommandLine;
using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Watch;

/// <summary><c>sensorcast watch</c>: its options.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var boards = new BoardOptions(several: true);
        Option<string[]> channels = ChannelFilter.CreateOption();
        Option<TimeSpan?> duration = DurationOption.Create("How long. Without it, until q or Ctrl+C.");
        var picture = new Option<FileInfo?>("--picture")
        {
            Description = "At the end, draws the table to this file, as SVG.",
            HelpName = "file",
        };
        Option<bool> json = JsonOption.Create();
        var command = new Command("watch", "Shows the readings live: a table in a terminal, a line a reading in a file or a pipe.")
        {
            channels, duration, picture, json,
        };
        boards.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new WatchPlan(
                new ChannelFilter(parsed.GetValue(channels) ?? []), parsed.GetValue(duration), parsed.GetValue(picture),
                parsed.GetValue(json));
            await using var set = new BoardSet(boards.Boards(parsed));
            return await new WatchRun(set, plan).RunAsync(cancellation);
        });
        return command;
    }
}
