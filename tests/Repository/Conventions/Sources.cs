using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

/// <summary>The sources that people write.</summary>
internal static class Sources
{
    private static readonly string[] Folders = ["shared", "device", "tools", "tests"];

    private static readonly string[] Made = ["obj", "bin", "node_modules", "packages", "dist"];

    /// <summary>The files with one of these extensions.</summary>
    public static IEnumerable<string> In(params string[] extensions) =>
        Folders.SelectMany(folder => In(Path.Combine(Repository.Root, folder), extensions));

    private static IEnumerable<string> In(string folder, string[] extensions) =>
        Directory.GetFiles(folder)
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Concat(Directory.GetDirectories(folder)
                .Where(static inner => !Made.Contains(Path.GetFileName(inner)))
                .SelectMany(inner => In(inner, extensions)));
}
