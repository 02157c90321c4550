using System.CommandLine;
using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Notation;
using Sensorcast.Cli.Record;
using Sensorcast.Cli.Set;
using Sensorcast.Cli.Terminals;
using Sensorcast.Client;

namespace Sensorcast.Cli.Channels;

/// <summary><c>sensorcast channels</c>: lists what a board has.</summary>
internal static class ChannelsCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        Option<string[]> channels = ChannelFilter.CreateOption();
        Option<bool> json = JsonOption.Create();
        var command =
            new Command(
                "channels", "Lists a board's channels: what they are, what they can be set to, and their newest readings.") { channels,
                json };
        board.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            board.Board(parsed), new ChannelFilter(parsed.GetValue(channels) ?? []), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Board board, ChannelFilter filter, bool asJson, CancellationToken cancellation)
    {
        await using SensorcastClient client = board.CreateClient();
        Pack pack = await FirstPack.ReadAsync(client, cancellation);
        foreach (string warning in filter.Warnings([.. client.Channels.Keys], pack.BaseName))
        {
            Console.Error.WriteLine(OneLine.Of(warning));
        }

        List<(ChannelInfo Channel, Reading Last)> rows = [.. pack.Readings
            .GroupBy(static reading => reading.Name)
            .Select(static readings => readings.Last())
            .Where(last => client.Channels.ContainsKey(last.Name) && filter.Takes(last.Name, pack.ChannelOf(last)))
            .Select(last => (client.Channels[last.Name], last))];
        await using var output = new StreamWriter(StandardStream.OpenOutput());
        if (asJson)
        {
            foreach ((ChannelInfo channel, Reading last) in rows)
            {
                await output.WriteAsync(WriteJson(channel, last, pack));
            }
        }
        else
        {
            WriteTable(output, rows, pack);
        }

        return ExitCode.Done;
    }

    private static void WriteTable(TextWriter output, List<(ChannelInfo Channel, Reading Last)> rows, Pack pack)
    {
        Glyphs glyphs = Console.IsOutputRedirected ? Glyphs.Unicode : Glyphs.Of(Environment.GetEnvironmentVariable);
        var table = new TextTable("NAME", "TITLE", "GROUP", "KIND", "UNIT", "PERIOD", "SET", "NOW", "AGE");
        foreach ((ChannelInfo channel, Reading last) in rows)
        {
            string[] cells =
            [
                pack.ChannelOf(last),
                channel.Title ?? "",
                channel.Group ?? "",
                channel.Kind ?? (last.Value.Kind == ReadingKind.Number ? "" : last.Value.Kind == ReadingKind.Boolean ? "on/off" : "text"),
                channel.Unit ?? "",
                channel.UpdateTime is TimeSpan period ? Period(period) : "",
                channel.IsSettable ? Settings.Describe(channel, last.Value.Kind) : "",
                ValueText.Of(last.Value, channel.Unit),
                DurationNotation.Write(pack.Time - last.Time),
            ];
            table.Add([.. cells.Select(cell => glyphs.Write(Printable.Of(cell)))]);
        }

        table.Write(output, "NOW", "AGE", "PERIOD");
    }

    private static string Period(TimeSpan period) => period < TimeSpan.FromMinutes(1)
        ? NumberNotation.Write(period.Ticks / (decimal)TimeSpan.TicksPerSecond, -3, "s")
        : DurationNotation.Write(period);

    private static string WriteJson(ChannelInfo channel, Reading last, Pack pack) => JsonLine.Write(json =>
    {
        void Text(string label, string? text)
        {
            if (text is not null)
            {
                json.WriteString(label, text);
            }
        }

        void Number(string label, decimal? number)
        {
            if (number is not null)
            {
                json.WriteNumber(label, number.Value);
            }
        }

        json.WriteString("name", channel.Name);
        Text("title", channel.Title);
        Text("group", channel.Group);
        Text("kind", channel.Kind);
        Text("unit", channel.Unit);
        Number("period", (decimal?)channel.UpdateTime?.Ticks / TimeSpan.TicksPerSecond);
        json.WriteBoolean("settable", channel.IsSettable);
        Number("min", channel.Minimum);
        Number("max", channel.Maximum);
        Number("step", channel.Step);
        Number("low", channel.Low);
        Number("high", channel.High);
        Number("warnlow", channel.WarnLow);
        Number("warnhigh", channel.WarnHigh);
        Number("alarmlow", channel.AlarmLow);
        Number("alarmhigh", channel.AlarmHigh);
        json.WriteString("time", RecordingRows.Text(last.Time));
        JsonLinesRows.WriteValue(json, "value", last.Value);
        json.WriteNumber("age", Math.Max(0, (pack.Time - last.Time).Ticks / (decimal)TimeSpan.TicksPerSecond));
    });
}
