using System.CommandLine;
using Sensorcast.Cli.Boards;
using Sensorcast.Client;

namespace Sensorcast.Cli.Status;

/// <summary><c>sensorcast status</c>: the status of a board, for people and for monitoring.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        Option<bool> json = JsonOption.Create();
        var command =
            new Command(
                "status",
                "Shows the status of a board. The exit code is 0 if it is live, 7 if a channel needs attention, "
                    + "others if it is not live.") { json };
        board.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(board.Board(parsed), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Board board, bool asJson, CancellationToken cancellation)
    {
        BoardStatus status;
        try
        {
            status = await BoardStatus.QueryAsync(board, cancellation);
        }
        catch (Exception e) when (asJson && e is SensorcastException or TimeoutException)
        {
            Console.Out.Write(JsonLine.Write(json =>
            {
                json.WriteString("board", board.Name);
                json.WriteString("state", "away");
                json.WriteString("error", OneLine.Of(e.Message));
            }));
            throw;
        }

        await Console.Out.WriteAsync(asJson ? status.ToJson() : status.ToText());
        return status.NeedsAttention ? ExitCode.Attention : ExitCode.Done;
    }
}
