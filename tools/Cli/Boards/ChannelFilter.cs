using System.CommandLine;
using System.IO.Enumeration;
using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>The channels that <c>--channel</c> selects; it may be repeated. Without it, all.</summary>
internal sealed class ChannelFilter(IReadOnlyList<string> patterns)
{
    /// <summary>Makes the option.</summary>
    public static Option<string[]> CreateOption()
    {
        var option = new Option<string[]>("--channel", "-c")
        {
            Description =
                "Only channels of this name, with or without the board's base name; * stands for any characters, ? for one. " +
                "May be repeated.",
            HelpName = "pattern",
        };
        option.CompletionSources.Add(BoardCompletion.Channels);
        return option;
    }

    /// <summary>Whether a channel is selected.</summary>
    /// <param name="name">Its full name.</param>
    /// <param name="channel">Its name without the base name.</param>
    public bool Takes(string name, string channel) =>
        patterns.Count == 0 || patterns.Any(pattern => Matches(pattern, name) || Matches(pattern, channel));

    /// <summary>Keeps in a pack the readings of the selected channels.</summary>
    public StreamEvent Apply(StreamEvent streamEvent) => streamEvent is Pack pack && patterns.Count > 0
        ? pack with { Readings = [.. pack.Readings.Where(reading => Takes(reading.Name, pack.ChannelOf(reading)))] }
        : streamEvent;

    /// <summary>One sentence for each pattern that matches none of the channels.</summary>
    public IEnumerable<string> Warnings(IReadOnlyCollection<string> names, string baseName)
    {
        string[] channels = [.. names.Select(name => Pack.ChannelOf(name, baseName))];
        foreach (string pattern in patterns.Where(pattern => !names.Concat(channels).Any(name => Matches(pattern, name))))
        {
            yield return "No channel is called "
                + $"'{pattern}'.{Nearest.Question(Nearest.Of(pattern.Replace("*", "", StringComparison.Ordinal), channels))}";
        }
    }

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
