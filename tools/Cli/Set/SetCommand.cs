using System.CommandLine;
using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Set;

/// <summary><c>sensorcast set</c>: sets an actuator and waits until the board says that it is done.</summary>
internal static class SetCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        var name = new Argument<string>("name") { Description = "What to set, with or without the board's base name: lamp, board:lamp." };
        var value = new Argument<string>("value")
        {
            Description = "A number in the channel's unit, true or false (on or off), or a text. A negative number goes behind --.",
        };
        var command = new Command("set", "Sets an actuator.");
        board.AddTo(command);
        command.Arguments.Add(name);
        command.Arguments.Add(value);
        command.SetAction((parsed, cancellation) => RunAsync(
            board.CreateClient(parsed), parsed.GetRequiredValue(name), parsed.GetRequiredValue(value), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SensorcastClient client, string name, string text, CancellationToken cancellation)
    {
        await using (client)
        {
            await client.ConnectAsync(cancellation);
            Pack first = await client.ReadEventsAsync(cancellation).OfType<Pack>().FirstAsync(cancellation);
            Reading? last = first.Readings.LastOrDefault(reading => reading.Name == name || first.ChannelOf(reading) == name);
            ReadingValue value = Parse(text, last?.Value.Kind);
            await client.SetAsync(last?.Name ?? name, value, cancellation);
            Console.WriteLine($"{last?.Name ?? name} is set to {value}.");
            return ExitCode.Done;
        }
    }

    /// <summary>Reads a value of the kind that the channel has; of a channel that is not known, of the kind that it looks like.</summary>
    private static ReadingValue Parse(string text, ReadingKind? kind)
    {
        if (kind == ReadingKind.Text)
        {
            return text;
        }

        if (kind != ReadingKind.Boolean && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        return text switch
        {
            "true" or "on" or "1" => true,
            "false" or "off" or "0" => false,
            _ => text,
        };
    }
}
