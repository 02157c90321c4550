namespace Sensorcast.Tests.Shared;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder with nf.sln, above the test that runs.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The page of each tool, next to its sources.</summary>
    public static string[] ToolPages => Directory.GetFiles(
        Path.Combine(Root, "tools"), "README.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 });

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "nf.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No nf.sln above the tests");
    }
}
