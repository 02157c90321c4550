using System.Text.RegularExpressions;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The transcripts of tools/Cli/README.md are what the program prints: each command is run.</summary>
[TestClass]
public partial class TranscriptTests
{
    private const string Greenhouse = "greenhouse.local";
    private const string Board = "board.local";

    [TestMethod, Timeout(4 * Limits.Test)]
    public async Task The_page_shows_what_it_prints()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tools", "Cli", "README.md"));
        await using FakeBoard greenhouse = await GreenhouseBoard.StartAsync();
        using var host = new LiveHost(0, "--name", "board");
        string[] blocks = [.. Transcript().Matches(page).Select(static block => block.Groups[1].Value)];
        Assert.HasCount(4, blocks);
        List<string> differences = [];
        foreach (string entry in blocks.SelectMany(static block => block.Split("$ ", StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] lines = entry.TrimEnd('\n').Split('\n');
            string command = lines[0].Replace(Greenhouse, greenhouse.Url.Authority, StringComparison.Ordinal)
                .Replace(Board, host.Url.Authority, StringComparison.Ordinal);

            string printed = command.StartsWith("sensorcast watch", StringComparison.Ordinal)
                ? await ScreenAsync(command)
                : await PrintAsync(command);

            printed = printed.Replace(greenhouse.Url.Authority, Greenhouse, StringComparison.Ordinal)
                .Replace(host.Url.Authority, Board, StringComparison.Ordinal);
            if (Comparable(string.Join('\n', lines[1..]), lines[0]) != Comparable(printed.TrimEnd('\n'), lines[0]))
            {
                differences.Add($"$ {lines[0]}\n{printed}");
            }
        }

        Assert.AreEqual("", string.Join('\n', differences), "What the page does not show:");
    }

    private static async Task<string> ScreenAsync(string command)
    {
        using var terminal = new Terminal(80, 24);
        terminal.Run(command);
        await terminal.WaitForAsync("q quit"); // It is on the last line, which is drawn last.
        return terminal.Text;
    }

    private static async Task<string> PrintAsync(string command)
    {
        (_, string output, string errors) = await CliProcess.RunAsync(command.Split(' ')[1..]);
        return output + errors;
    }

    /// <summary>Ages and rates differ from run to run, and with them the spaces; all numbers of a status do.</summary>
    private static string Comparable(string text, string command)
    {
        string result = Age().Replace(text, "0 s");
        result = command.Contains("status", StringComparison.Ordinal)
            ? Missed().Replace(Number().Replace(result, "0"), "") : Rate().Replace(result, "0 packs/s");
        return Spaces().Replace(EmptyLines().Replace(result, "\n"), " ").Replace(", and needs attention", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Transcript();

    [GeneratedRegex(@"\d+(\.\d)? (s|ms)\b")]
    private static partial Regex Age();

    [GeneratedRegex(@"[\d.]+ packs/s( · 0 skipped)?( · 0 s)?")]
    private static partial Regex Rate();

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\n *(missed|stale) .*")]
    private static partial Regex Missed();

    [GeneratedRegex(@"\n(\s*\n)+")]
    private static partial Regex EmptyLines();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
