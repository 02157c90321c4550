using System.CommandLine;

namespace Sensorcast.Cli.Watch;

/// <summary><c>sensorcast watch</c>: its options.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        Option<TimeSpan?> duration = DurationOption.Create("How long. Without it, until Ctrl+C.");
        var picture = new Option<FileInfo?>("--picture")
        {
            Description = "At the end, draws the table to this file, as SVG.",
            HelpName = "file",
        };
        var command = new Command("watch", "Shows the readings live: a table in a terminal, a line a reading in a file or a pipe.") { duration, picture };
        board.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using Client.SensorcastClient client = board.CreateClient(parsed);
            return await WatchRun.RunAsync(
                client, board.NameOf(parsed), parsed.GetValue(duration), parsed.GetValue(picture), cancellation);
        });
        return command;
    }
}
