using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DocsTests;

/// <summary>
/// A fenced block of a page. The line above the block says, in a comment that is not displayed, how tests handle it:
/// <list type="bullet">
/// <item><c>&lt;!-- run --&gt;</c>: a shell (or, for C#, <c>dotnet run</c>) runs it to its end, which must be a success. Options follow,
/// each after a semicolon: see <see cref="Options"/>.</item>
/// <item><c>&lt;!-- run by Class.Test --&gt;</c>: that test takes it from the page.</item>
/// <item><c>&lt;!-- not run: why --&gt;</c>: it cannot run here.</item>
/// </list>
/// </summary>
/// <param name="Page">The page's path below the repository.</param>
/// <param name="Line">The line of the block's fence.</param>
/// <param name="Language">What the fence names.</param>
/// <param name="Marker">What the comment says, or nothing.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record Block(string Page, int Line, string Language, string Marker, string Text)
{
    private const string RunMark = "run";

    /// <summary>Where it is.</summary>
    public string Name => $"{Page}:{Line}";

    /// <summary>Whether a shell runs it.</summary>
    public bool IsRun => Marker == RunMark || Marker.StartsWith(RunMark + ";", StringComparison.Ordinal);

    /// <summary>The test that takes it from the page, or nothing.</summary>
    public string RunBy => RunByMark().Match(Marker).Groups[1].Value;

    /// <summary>Whether the comment says why it is not run.</summary>
    public bool IsExcused => NotRunMark().IsMatch(Marker);

    /// <summary>
    /// How a shell runs it: <c>each line</c> by itself, which must succeed or print something and end when it is interrupted; <c>until
    /// "text"</c> is printed, then it is ended; <c>with a token</c>, which the server requires; <c>"a" is "b"</c>: b replaces a, which
    /// must be there.
    /// </summary>
    public IEnumerable<string> Options => Marker.Split(';', StringSplitOptions.TrimEntries).Skip(1);

    /// <summary>All blocks of all pages for users.</summary>
    public static IReadOnlyList<Block> All { get; } =
        [.. Pages().SelectMany(page => On(page, File.ReadAllLines(Path.Combine(Repository.Root, page))))];

    /// <summary>The blocks of a page.</summary>
    public static IEnumerable<Block> On(string page, string[] lines)
    {
        int start = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            if (start < 0)
            {
                start = i;
                continue;
            }

            string marker = start == 0 ? "" : Comment().Match(lines[start - 1]).Groups[1].Value;
            int indentation = lines[start].Length - lines[start].TrimStart().Length;
            IEnumerable<string> content = lines[(start + 1)..i].Select(line => line[Math.Min(indentation, line.Length)..]);
            yield return new(page, start + 1, lines[start].Trim().TrimStart('`'), marker, string.Join('\n', content));
            start = -1;
        }
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Concat(Repository.ToolPages)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*<!-- (.*) -->\s*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^run by (\w+\.\w+)$")]
    private static partial Regex RunByMark();

    [GeneratedRegex(@"^not run: \w")]
    private static partial Regex NotRunMark();
}
