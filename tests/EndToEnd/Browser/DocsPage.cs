using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// The pictures and the figures of docs/dashboard.md. The tests write them when the environment variable SENSORCAST_WRITE_DASHBOARD is set.
/// </summary>
internal static class DocsPage
{
    /// <summary>The category of the tests that make them.</summary>
    public const string Category = "Dashboard page";

    private const string Variable = "SENSORCAST_WRITE_DASHBOARD";

    /// <summary>Whether the page is to be written: figures are then taken over longer times.</summary>
    public static bool IsWritten => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private static string Page => Path.Combine(Repository.Root, "docs", "dashboard.md");

    /// <summary>Where a picture goes: docs/screenshots, or artifacts/screenshots when the page is not written.</summary>
    public static string PictureOf(string name)
    {
        string folder = Path.Combine(Repository.Root, IsWritten ? "docs" : "artifacts", "screenshots");
        return Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png");
    }

    /// <summary>Writes a figure into its row of the table, which must be there in any case.</summary>
    public static void Write(string label, string figure)
    {
        string start = $"| {label} |";
        string[] lines = File.ReadAllLines(Page);
        int row = Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.IsGreaterThanOrEqualTo(0, row, $"docs/dashboard.md has no row for: {label}");
        if (IsWritten)
        {
            lines[row] = $"{start} {figure} |";
            File.WriteAllText(Page, string.Join('\n', lines) + "\n");
        }
    }
}
