using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>tools/Dashboard with what it needs, installed once a run.</summary>
internal static class DashboardPackage
{
    private static readonly Lazy<NodePackage> Package = new(Install);

    /// <summary>Runs one of its scripts, which must succeed.</summary>
    public static void Run(string script) => Package.Value.Run(script);

    /// <summary>Reads a file of a package that it uses.</summary>
    public static string ReadModule(params string[] parts)
    {
        _ = Package.Value;
        return File.ReadAllText(Path.Combine([Repository.Root, "tools", "Dashboard", "node_modules", .. parts]));
    }

    private static NodePackage Install()
    {
        NodePackage package = new("tools", "Dashboard");
        package.Install();
        return package;
    }
}
