using System.IO.Compression;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The packages as <c>dotnet pack</c> makes them, and the tool as a user installs it.</summary>
[TestClass, DoNotParallelize]
public class PackageTests
{
    private const int Wait = 24 * Limits.Wait;

    private static TemporaryFolder? _packages;

    private static TemporaryFolder Packages => _packages!;

    [ClassInitialize]
    public static void PackTool(TestContext _)
    {
        _packages = new TemporaryFolder();
        Pack("Cli", _packages);
    }

    [ClassCleanup]
    public static void DeletePackages() => _packages?.Dispose();

    [TestMethod, Timeout(2 * Wait)]
    public void The_tool_installs_and_runs()
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost();

        ToolProcess.Run(
            "dotnet",
            ["tool", "install", "Sensorcast.Cli", "--source", Packages.FullName, "--no-cache", "--tool-path", folder.File("tools")],
            Wait,
            folder.FullName);
        string program = folder.File(OperatingSystem.IsWindows() ? "tools/sensorcast.exe" : "tools/sensorcast");
        string lines = ToolProcess.Run(program, ["watch", host.Url.ToString(), "--duration", "5s"], Wait);

        Assert.MatchesRegex(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S+:demo-vibration -?\d+\.\d{3} m/s2$", lines.TrimEnd().Split('\n')[^1]);
    }

    [TestMethod, Timeout(2 * Wait)]
    public void The_client_has_its_documentation()
    {
        using var folder = new TemporaryFolder();
        Pack("Clients/DotNet", folder);

        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder.FullName, "Sensorcast.Client.*.nupkg").Single());
        string[] files = [.. package.Entries.Select(static entry => entry.FullName)];

        Assert.Contains("lib/net10.0/Sensorcast.Client.dll", files);
        Assert.Contains("lib/net10.0/Sensorcast.Client.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        Assert.HasCount(1, Directory.GetFiles(folder.FullName, "Sensorcast.Client.*.snupkg"));
    }

    [TestMethod, Timeout(2 * Wait)]
    public void The_tool_is_in_English_alone()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(Packages.FullName, "Sensorcast.Cli.*.nupkg").Single());
        Assert.HasCount(
            0, package.Entries.Where(static entry => entry.Name.EndsWith(".resources.dll", StringComparison.Ordinal)).ToArray());
    }

    private static void Pack(string project, TemporaryFolder folder) => ToolProcess.Run(
        "dotnet",
        ["pack", Path.Combine(Repository.Root, "tools", project), "--no-build", "--configuration", Configuration, "--output",
            folder.FullName], Wait);

    /// <summary>As the tests themselves are built: artifacts/bin/CliTests/debug.</summary>
    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
}
