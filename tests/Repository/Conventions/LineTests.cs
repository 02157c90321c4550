using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>Lines of code and comments that fit into a window. A text may be longer, where it is one literal.</summary>
[TestClass]
public partial class LineTests
{
    private const int MaxLength = 140;

    /// <summary>What may stand beside a literal that alone makes a line too long.</summary>
    private const int MaxBesideText = 80;

    private static readonly string[] Folders = ["shared", "device", "tools", "tests"];

    private static readonly string[] Generated = ["obj", "bin", "node_modules", "packages"];

    [TestMethod]
    public void Lines_have_at_most_140_characters()
    {
        string[] files = [.. Folders.SelectMany(folder => SourcesIn(Path.Combine(Repository.Root, folder)))];

        Assert.IsGreaterThan(300, files.Length, "the sources were not found");
        Assert.AreEqual("", string.Join('\n', files.SelectMany(TooLong)));
    }

    [TestMethod]
    [DataRow("a", 140, false)]
    [DataRow("a", 141, true)]
    [DataRow("    // a", 141, true)]
    [DataRow("    Add(\"a", 141, false)]
    [DataRow("    Add(\"text\", a", 141, true)]
    public void Finds_lines_that_are_too_long(string start, int length, bool isTooLong)
    {
        bool isText = start.EndsWith("\"a", StringComparison.Ordinal);
        string line = start.PadRight(isText ? length - 3 : length, 'a') + (isText ? "\");" : "");

        Assert.AreEqual(isTooLong, IsTooLong(line));
    }

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.GetFiles(folder, "*.cs")
            .Where(static file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Concat(Directory.GetDirectories(folder)
                .Where(static inner => !Generated.Contains(Path.GetFileName(inner)))
                .SelectMany(SourcesIn));

    private static IEnumerable<string> TooLong(string file)
    {
        bool isInText = false;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            bool wasInText = isInText;
            isInText ^= RawQuotes().Count(line) % 2 == 1;
            if (!wasInText && IsTooLong(line))
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{number}";
            }
        }
    }

    private static bool IsTooLong(string line) =>
        line.Length > MaxLength && line.Length - LongestText(line) > MaxBesideText;

    private static int LongestText(string line) => Literals().Matches(line).Select(static text => text.Length).DefaultIfEmpty(0).Max();

    [GeneratedRegex("\"\"\"+")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("\"\"\"+.*?\"\"\"+|\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Literals();
}
