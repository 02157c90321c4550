using System.Text;
using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>The files and headings that pages link to in the repository exist.</summary>
[TestClass]
public partial class LinkTests
{
    [TestMethod]
    public void Links_lead_to_a_file_and_a_heading()
    {
        var broken = new List<string>();
        foreach (string page in Pages.All)
        {
            foreach (Match link in Link().Matches(WithoutCode(page)))
            {
                string target = link.Groups[1].Value;
                if (!target.Contains("://", StringComparison.Ordinal) && !Leads(page, target))
                {
                    broken.Add($"{Path.GetRelativePath(Repository.Root, page)}: {target}");
                }
            }
        }

        Assert.IsGreaterThan(10, Pages.All.Length);
        Assert.AreEqual("", string.Join('\n', broken));
    }

    [TestMethod]
    [DataRow("docs/security.md", true)]
    [DataRow("docs/security.md#nothing-of-that-name", false)]
    [DataRow("docs/nothing.md", false)]
    [DataRow("#try-it", true)]
    [DataRow("#nothing", false)]
    public void A_link_that_leads_nowhere_is_found(string target, bool leads) =>
        Assert.AreEqual(leads, Leads(Path.Combine(Repository.Root, "README.md"), target));

    private static bool Leads(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return (File.Exists(file) || Directory.Exists(file)) && (parts.Length == 1 || Anchors(file).Contains(parts[1]));
    }

    /// <summary>A heading in an address: in lower case, with hyphens for spaces, without punctuation.</summary>
    private static HashSet<string> Anchors(string file) =>
        [.. Heading().Matches(WithoutCode(file))
            .Select(heading => Punctuation().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    private static string WithoutCode(string file)
    {
        var text = new StringBuilder();
        bool isCode = false;
        foreach (string line in File.ReadLines(file))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            text.AppendLine(isCode || isFence ? "" : line);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ +(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
