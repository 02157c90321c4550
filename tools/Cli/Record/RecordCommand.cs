using System.CommandLine;

namespace Sensorcast.Cli.Record;

/// <summary><c>sensorcast record</c>: its options.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        Option<RecordingFormat> format = ChoiceOption.Create(
            "--format",
            "csv: time,name,value,unit,gap. jsonl: an object a line. senml: one SenML-JSON pack, resolved, a record a line.",
            RecordingFormat.Csv);
        var output = new Option<FileInfo?>("--output", "-o")
        {
            Description = "The file to write; one that exists is replaced. Without it, the readings go to standard output.",
            HelpName = "file",
        };
        Option<TimeSpan?> duration = DurationOption.Create("How long. Without it, until Ctrl+C.");
        var history = new Option<bool>("--history") { Description = "Begins with the last readings that the board has kept." };

        var command = new Command("record", "Records every reading to a file, and marks what is missing.") { format, output, duration, history };
        board.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new RecordingPlan(
                board.NameOf(parsed), parsed.GetValue(format), parsed.GetValue(output), parsed.GetValue(duration), parsed.GetValue(history));
            await using Client.SensorcastClient client = board.CreateClient(parsed);
            return await RecordRun.RunAsync(client, plan, cancellation);
        });
        return command;
    }
}
