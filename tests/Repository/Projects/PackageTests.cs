using System.Xml.Linq;
using NuGet.Packaging;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>
/// The packages for authors of firmware, packed by the real command. The output of a build of the board projects is replaced by files
/// with the same names, since that build needs nanoFramework's own components.
/// </summary>
[TestClass]
public sealed class PackageTests : IDisposable
{
    private const int Milliseconds = 300_000;
    private const string Source = "https://example.org/sensorcast.git";

    private static readonly string[] Endings = ["dll", "pdb", "pdbx", "pe", "xml"];

    private readonly string _root = Directory.CreateTempSubdirectory("sensorcast-pack-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    public void Packages_have_what_a_board_needs()
    {
        StandIn();
        Pack();
        Check("Sensorcast", "shared", [], ["build/Sensorcast.targets"]);
        Check("Sensorcast.Dashboard", "shared/Dashboard", ["Sensorcast"], []);
        Check("Sensorcast.DashboardMore", "shared/DashboardMore", ["Sensorcast"], []);
        Check("Sensorcast.Dns", "shared/Dns", [], []);
        Check("Sensorcast.Drivers", "shared/Drivers", ["Sensorcast"], []);
        Check("Sensorcast.Settings", "shared/Settings", ["Sensorcast"], []);
        Check("Sensorcast.Setup", "shared/Setup", ["Sensorcast", "Sensorcast.Settings"], []);
        Check("Sensorcast.Board", "device/Board", ["Sensorcast"], []);
        Check("Sensorcast.Names", "device/Names", ["Sensorcast", "Sensorcast.Dns"], []);
    }

    [TestMethod]
    public void A_missing_output_of_the_build_is_named()
    {
        StandIn();
        File.Delete(Path.Combine(_root, "device", "Board", "bin", "Release", "Sensorcast.Board.pdbx"));
        string message = Assert.ThrowsExactly<AssertFailedException>(Pack).Message;
        Assert.Contains("Sensorcast.Board.pdbx", message);
    }

    [TestMethod]
    [DataRow("shared", "Sensorcast")]
    [DataRow("shared/Dashboard", "Sensorcast.Dashboard")]
    [DataRow("shared/DashboardMore", "Sensorcast.DashboardMore")]
    [DataRow("shared/Dns", "Sensorcast.Dns")]
    [DataRow("shared/Drivers", "Sensorcast.Drivers")]
    [DataRow("shared/Settings", "Sensorcast.Settings")]
    [DataRow("shared/Setup", "Sensorcast.Setup")]
    [DataRow("device/Board", "Sensorcast.Board")]
    [DataRow("device/Names", "Sensorcast.Names")]
    public void The_board_project_builds_what_is_packed(string folder, string name)
    {
        XElement[] properties = [.. XDocument.Load(Path.Combine(Repository.Root, folder, name + ".nfproj")).Descendants()];
        Assert.AreEqual(name, properties.Single(property => property.Name.LocalName == "AssemblyName").Value);
        Assert.AreEqual(
            $@"bin\$(Configuration)\{name}.xml", properties.Single(property => property.Name.LocalName == "DocumentationFile").Value);
    }

    private static void AddPackages(string folder, Dictionary<string, string> dependencies)
    {
        foreach (XElement package in XDocument.Load(Path.Combine(Repository.Root, folder, "packages.config")).Root!.Elements("package"))
        {
            dependencies.Add(package.Attribute("id")!.Value, $"[{package.Attribute("version")!.Value}, )");
        }
    }

    private static string Version() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    private void Check(string id, string folder, string[] siblings, string[] others)
    {
        using var package = new PackageArchiveReader(Path.Combine(_root, "out", $"{id}.{Version()}.nupkg"));
        string[] expected = [.. Endings.Select(ending => $"lib/{id}.{ending}"), .. others, "README.md", "icon.png", "LICENSE"];
        IEnumerable<string> files = package.GetFiles().Where(file => PackageHelper.IsPackageFile(file, PackageSaveMode.Files));
        CollectionAssert.AreEquivalent(expected, files.ToArray());
        foreach (string file in expected)
        {
            using Stream entry = package.GetStream(file);
            Assert.AreNotEqual(-1, entry.ReadByte(), $"{id}: {file} is empty");
        }

        NuspecReader nuspec = package.NuspecReader;
        Dictionary<string, string> dependencies = siblings.ToDictionary(name => name, _ => $"[{Version()}, {Version()}]");
        AddPackages(folder, dependencies);
        Dictionary<string, string> packed = nuspec.GetDependencyGroups().Single().Packages
            .ToDictionary(dependency => dependency.Id, dependency => dependency.VersionRange.ToNormalizedString());
        Assert.AreEqual(Lines(dependencies), Lines(packed));
        Assert.AreEqual("MIT", nuspec.GetLicenseMetadata()!.License);
        Assert.AreEqual(("icon.png", "README.md"), (nuspec.GetIcon(), nuspec.GetReadme()));
        Assert.AreEqual(("git", Source), (nuspec.GetRepositoryMetadata().Type, nuspec.GetRepositoryMetadata().Url));
        Assert.IsGreaterThan(30, nuspec.GetDescription().Length);
    }

    private static string Lines(Dictionary<string, string> dependencies) =>
        string.Join('\n', dependencies.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));

    /// <summary>Writes the files to pack: those of the checkout, and one for each output of a board build.</summary>
    private void StandIn()
    {
        foreach (string file in (string[])["LICENSE", "docs/library.md", "docs/icon.png", "shared/Sensorcast.targets"])
        {
            Write(file, File.ReadAllBytes(Path.Combine(Repository.Root, file)));
        }

        foreach ((string folder, string name) in (ReadOnlySpan<(string, string)>)
            [
                ("shared", "Sensorcast"), ("shared/Dashboard", "Sensorcast.Dashboard"),
                ("shared/DashboardMore", "Sensorcast.DashboardMore"),
                ("shared/Dns", "Sensorcast.Dns"), ("shared/Drivers", "Sensorcast.Drivers"), ("shared/Settings", "Sensorcast.Settings"),
                ("shared/Setup", "Sensorcast.Setup"),
                ("device/Board", "Sensorcast.Board"), ("device/Names", "Sensorcast.Names"),
            ])
        {
            Array.ForEach(Endings, ending => Write($"{folder}/bin/Release/{name}.{ending}", [1]));
        }
    }

    private void Write(string file, byte[] bytes)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private void Pack() => ToolProcess.Run(
        "dotnet",
        [
            "msbuild", "tools/Pack/Pack.csproj", "-t:PackAll", "-p:Configuration=Release", $"-p:Root={_root}/",
            $"-p:PackageOutputPath={_root}/out",
            $"-p:RepositoryUrl={Source}", "-nologo", "-v:q", "-nodeReuse:false",
        ],
        Milliseconds);
}
