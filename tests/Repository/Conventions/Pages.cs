using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>The pages of the repository that people read.</summary>
internal static class Pages
{
    public static readonly string[] All =
    [
        .. Directory.GetFiles(Repository.Root, "*.md"),
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories),
        .. Repository.ToolPages,
    ];
}
