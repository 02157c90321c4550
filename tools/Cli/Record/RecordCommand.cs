using System.CommandLine;
using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Record;

/// <summary><c>sensorcast record</c>: its options.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        var boards = new BoardOptions(several: true);
        Option<string[]> channels = ChannelFilter.CreateOption();
        Option<RecordingFormat> format = ChoiceOption.Create(
            "--format",
            "csv: time,name,value,unit,gap. jsonl: an object a line. senml: one SenML-JSON pack, resolved, a record a line.",
            RecordingFormat.Csv);
        var json = new Option<bool>("--json") { Description = "The same as --format jsonl." };
        var output = new Option<FileInfo?>("--output", "-o")
        {
            Description = "The file to write; a recording that exists is continued. Without it, the readings go to standard output.",
            HelpName = "file",
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces a file that exists, whatever is in it." };
        Option<Rotation?> rotate = CreateRotate();
        var compress = new Option<bool>("--compress") { Description = "Compresses each file that is finished, with gzip." };
        Option<TimeSpan?> duration = DurationOption.Create("How long. Without it, until Ctrl+C.");
        var history = new Option<bool>("--history") { Description = "Begins with the last readings that the board has kept." };

        var command = new Command("record", "Records every reading to a file, and marks what is missing.")
        {
            channels, format, json, output, overwrite, rotate, compress, duration, history,
        };
        boards.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new RecordPlan
            {
                Filter = new ChannelFilter(parsed.GetValue(channels) ?? []),
                Format = parsed.GetValue(json) ? RecordingFormat.Jsonl : parsed.GetValue(format),
                Output = parsed.GetValue(output),
                Overwrites = parsed.GetValue(overwrite),
                Rotation = parsed.GetValue(rotate),
                Compresses = parsed.GetValue(compress),
                Duration = parsed.GetValue(duration),
                History = parsed.GetValue(history),
            };
            Check(plan);
            await using var set = new BoardSet(boards.Boards(parsed));
            return await RecordRun.RunAsync(set, plan, cancellation);
        });
        return command;
    }

    private static Option<Rotation?> CreateRotate() => new("--rotate")
    {
        Description =
            "Begins a new file, with the time in its name, after a time (1h, 1d: at the full hour or at midnight, UTC) or a size (100MB).",
        HelpName = "time|size",
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            var rotation = Rotation.Parse(text);
            if (rotation is null)
            {
                result.AddError($"--rotate takes a time from 1s such as 1h or 1d, or a size from 1kB such as 100MB, not '{text}'.");
            }

            return rotation;
        },
    };

    private static void Check(RecordPlan plan)
    {
        if (plan.Output is null && (plan.Rotation is not null || plan.Overwrites))
        {
            throw new UsageException($"{(plan.Overwrites ? "--overwrite" : "--rotate")} needs a file: name it with --output.");
        }

        if (plan.Compresses && plan.Rotation is null)
        {
            throw new UsageException("--compress needs --rotate: only files that are finished are compressed.");
        }

        if (plan.Overwrites && plan.Rotation is not null)
        {
            throw new UsageException("--overwrite and --rotate do not go together: each file has a name of its own.");
        }
    }
}
