namespace Sensorcast.IlCost.Counting;

/// <summary>Finds what other projects have built.</summary>
internal static class BuildOutput
{
    /// <summary>A file of a project's output, which is in a sister folder: artifacts/bin/project/configuration.</summary>
    public static string Path(string project, string file)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        return System.IO.Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name, file);
    }
}
