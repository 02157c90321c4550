using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>The pages, and the comments of what others build upon, are in plain technical English: some words have a better one.</summary>
[TestClass]
public partial class WordTests
{
    private static readonly (Regex Word, string Instead)[] Words =
    [
        (Whoever(), "the client, the sender, a peer that ..."),
        (TellsOf(), "reports, returns, says"),
        (IsNone(), "is not valid, has no ..."),
        (PlaceBehind(), "after, past the end"),
        (Dear(), "expensive"),
        (Mended(), "fixed"),
    ];

    private static readonly string[] PublishedCode = ["shared", "device", "tools/Clients/DotNet"];

    [TestMethod]
    public void Pages_and_comments_are_in_plain_English()
    {
        IEnumerable<string> pages = Pages.All.SelectMany(page => Objections(page, static _ => true));
        IEnumerable<string> comments = Sources()
            .SelectMany(source => Objections(source, static line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

        Assert.AreEqual("", string.Join('\n', pages.Concat(comments)));
    }

    [TestMethod]
    [DataRow("Whoever")]
    [DataRow("nobody")]
    [DataRow("those who")]
    [DataRow("tells it of")]
    [DataRow("is none")]
    [DataRow("place behind")]
    public void A_word_that_has_a_better_one_is_found(string words) => Assert.IsTrue(Words.Any(word => word.Word.IsMatch(words)));

    private static IEnumerable<string> Objections(string file, Func<string, bool> isText)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            foreach ((Regex word, string instead) in Words)
            {
                if (isText(line) && word.Match(line) is { Success: true } found)
                {
                    yield return $"{Path.GetRelativePath(Repository.Root, file)}:{number}: '{found.Value}': write {instead}";
                }
            }
        }
    }

    private static IEnumerable<string> Sources() =>
        PublishedCode
            .SelectMany(static folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(whoever|whom|somebody|anybody|nobody|everybody|(those|people|ones?|clients?) who)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whoever();

    [GeneratedRegex(@"\b(tells?|told) (it |them )?(of|to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TellsOf();

    [GeneratedRegex(@"(?<!there )\bis none\b")]
    private static partial Regex IsNone();

    [GeneratedRegex(@"\bplaces? behind\b", RegexOptions.IgnoreCase)]
    private static partial Regex PlaceBehind();

    [GeneratedRegex(@"\bdear\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dear();

    [GeneratedRegex(@"\bmend(s|ed|ing)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Mended();
}
