using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>Pages, comments, names and messages are in plain technical English: some words have a better one.</summary>
[TestClass]
public partial class WordTests
{
    private static readonly (Regex Word, string Instead)[] Words =
    [
        (Who(), "the client, the sender, a peer that ..., a person who ..."),
        (Tells(), "reports, returns, says, is called with"),
        (IsNone(), "is not valid, has no ..."),
        (Behind(), "after, past the end"),
        (LeastOrMost(), "min, max, limit"),
        (Dear(), "expensive"),
        (Mend(), "fix"),
        (Judge(), "check, decide"),
        (GiveWay(), "evict, reject, drop"),
    ];

    private static readonly string[] Extensions = [".cs", ".ts", ".mjs", ".sh", ".py"];

    [TestMethod]
    public void Pages_and_sources_are_in_plain_English()
    {
        string[] sources = [.. Sources.In(Extensions).Where(static file => Path.GetFileName(file) != "WordTests.cs")];

        Assert.IsGreaterThan(300, sources.Length, "the sources were not found");
        Assert.AreEqual("", string.Join('\n', Pages.All.Concat(sources).SelectMany(Objections)));
    }

    [TestMethod]
    [DataRow("Whoever")]
    [DataRow("nobody")]
    [DataRow("those who")]
    [DataRow("a client who")]
    [DataRow("Nobody_is_cut")]
    [DataRow("tells it of")]
    [DataRow("is told")]
    [DataRow("is none")]
    [DataRow("place behind")]
    [DataRow("the least that")]
    [DataRow("the most bytes")]
    [DataRow("int least, int most")]
    [DataRow("judges")]
    [DataRow("gives way")]
    public void A_word_that_has_a_better_one_is_found(string words) => Assert.IsTrue(Words.Any(word => word.Word.IsMatch(words)));

    [TestMethod]
    [DataRow("a person who")]
    [DataRow("there is none")]
    [DataRow("behind a proxy")]
    [DataRow("at least")]
    [DataRow("AtLeastOnce")]
    [DataRow("the most recent")]
    public void A_word_in_its_place_is_not(string words) => Assert.IsFalse(Words.Any(word => word.Word.IsMatch(words)));

    private static IEnumerable<string> Objections(string file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            foreach ((Regex word, string instead) in Words)
            {
                if (word.Match(line) is { Success: true } found)
                {
                    yield return $"{Path.GetRelativePath(Repository.Root, file)}:{number}: '{found.Value}': write {instead}";
                }
            }
        }
    }

    // A word ends at a digit or an underscore, too: names of tests are sentences.
    private const string Start = "(?<![A-Za-z])";
    private const string End = "(?![A-Za-z])";

    [GeneratedRegex(
        $@"{Start}(whoever|whom|somebody|anybody|nobody|everybody|(?<!(persons?|people|users?|visitors?|authors?|operators?)[ _])who){End}",
        RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex($@"{Start}(tells?|told){End}", RegexOptions.IgnoreCase)]
    private static partial Regex Tells();

    [GeneratedRegex(@"(?<![Tt]here )\bis none\b")]
    private static partial Regex IsNone();

    [GeneratedRegex($@"{Start}(places?|those|comes?|byte|character)[ _]behind{End}", RegexOptions.IgnoreCase)]
    private static partial Regex Behind();

    [GeneratedRegex($@"{Start}(the (least|most) (that|bytes|number)|(?<!at[ _])least,|least and|LEAST){End}")]
    private static partial Regex LeastOrMost();

    [GeneratedRegex($@"{Start}dear{End}", RegexOptions.IgnoreCase)]
    private static partial Regex Dear();

    [GeneratedRegex($@"{Start}mend(s|ed|ing)?{End}", RegexOptions.IgnoreCase)]
    private static partial Regex Mend();

    [GeneratedRegex($@"{Start}judge[ds]?{End}", RegexOptions.IgnoreCase)]
    private static partial Regex Judge();

    [GeneratedRegex($@"{Start}(g[ia]ves?|given)[ _]way{End}", RegexOptions.IgnoreCase)]
    private static partial Regex GiveWay();
}
