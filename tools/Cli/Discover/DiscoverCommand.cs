using System.CommandLine;
using System.Globalization;

namespace Sensorcast.Cli.Discover;

/// <summary><c>sensorcast discover</c>: its options.</summary>
internal static class DiscoverCommand
{
    private const int MaxSeconds = 3600;

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds")
        {
            Description = $"How long to look, 1 to {MaxSeconds}.",
            HelpName = "number",
            DefaultValueFactory = static _ => 5,
            CustomParser = static result =>
            {
                string text = result.Tokens[0].Value;
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value is < 1 or > MaxSeconds)
                {
                    result.AddError($"--seconds takes a whole number from 1 to {MaxSeconds}, not '{text}'.");
                }

                return value;
            },
        };
        var json = new Option<bool>("--json") { Description = "An object a line." };
        var command = new Command("discover", "Lists the boards on the local network, as they answer.") { seconds, json };
        command.SetAction((parsed, cancellation) =>
            DiscoverRun.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(json), Console.Out, cancellation));
        return command;
    }
}
