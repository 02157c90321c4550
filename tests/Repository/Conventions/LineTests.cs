using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>Lines that fit into a window, and files that are read in one go. A line may be longer where it is one literal.</summary>
[TestClass]
public partial class LineTests
{
    private const int MaxLength = 140;

    /// <summary>What may stand beside a literal that alone makes a line too long.</summary>
    private const int MaxBesideText = 80;

    /// <summary>A file that passes 300 lines is asking to be two; where it reads top to bottom it may be a little longer.</summary>
    private const int MaxLines = 350;

    [TestMethod]
    public void Lines_have_at_most_140_characters()
    {
        string[] files = [.. Sources.In(".cs")];

        Assert.IsGreaterThan(300, files.Length, "the sources were not found");
        Assert.AreEqual("", string.Join('\n', files.SelectMany(TooLong)));
    }

    [TestMethod]
    public void Files_have_at_most_350_lines()
    {
        string[] files = [.. Sources.In(".cs", ".ts")];

        Assert.IsGreaterThan(300, files.Length, "the sources were not found");
        Assert.AreEqual(
            "",
            string.Join('\n', files.Where(static file => File.ReadLines(file).Skip(MaxLines).Any())
                .Select(static file => Path.GetRelativePath(Repository.Root, file))));
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
