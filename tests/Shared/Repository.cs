namespace Sensorcast.Tests.Shared;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder with nf.sln, above the test that runs.</summary>
    public static string Root { get; } = FindRoot();

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
