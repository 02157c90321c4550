using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Reads the blocks of docs/integrations.md.</summary>
internal static class DocumentedBlocks
{
    /// <summary>The blocks of a language that are marked to be run by a test.</summary>
    public static string[] Of(string test, string language)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "integrations.md"));
        var block = new Regex($"<!-- run by {Regex.Escape(test)} -->\n```{language}\n(.*?)```", RegexOptions.Singleline);
        return [.. block.Matches(page).Select(static match => match.Groups[1].Value)];
    }
}
