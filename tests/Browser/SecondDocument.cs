using System.Globalization;
using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What the page fetches after itself, as shared/Dashboard/DashboardMore.g.cs has it.</summary>
internal static partial class SecondDocument
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(System.IO.Path.Combine(Repository.Root, "shared", "Dashboard", "DashboardMore.g.cs")));

    /// <summary>Where it is; the page's own digest of it.</summary>
    public static string Path => PathConstant().Match(Source.Value).Groups[1].Value;

    /// <summary>Compressed with gzip.</summary>
    public static byte[] Gzip { get; } =
        [.. Arrays().Matches(Source.Value).SelectMany(array => array.Groups[1].Value.Split(',')).Select(number => byte.Parse(number, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, null))];

    [GeneratedRegex("Path = \"([^\"]+)\"")]
    private static partial Regex PathConstant();

    [GeneratedRegex(@"new byte\[\]\s*\{([\d,\s]*)\}")]
    private static partial Regex Arrays();
}
