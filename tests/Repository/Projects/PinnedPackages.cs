using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>
/// The packages of the board and their versions: that of the core library from Directory.Packages.props, those of the others from the
/// API lists of the reference check. They are written there and nowhere else.
/// </summary>
internal sealed partial class PinnedPackages
{
    private const string CoreLibrary = "mscorlib";
    private const string CoreLibraryPackage = "nanoFramework.CoreLibrary";

    private readonly Dictionary<string, (string Package, string Version)> _byAssembly = [];

    public PinnedPackages(string root)
    {
        XElement coreLibrary = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")!.Value == CoreLibraryPackage);
        _byAssembly.Add(CoreLibrary, (CoreLibraryPackage, coreLibrary.Attribute("Version")!.Value));
        string folder = Path.Combine(root, "tools", "ReferenceCheck", "api");
        foreach (string list in Directory.GetFiles(folder, "*.txt"))
        {
            Match match = FirstLine().Match(File.ReadLines(list).First());
            Assert.IsTrue(match.Success, $"{list} does not name its package.");
            _byAssembly.Add(match.Groups["assembly"].Value, (match.Groups["package"].Value, match.Groups["version"].Value));
        }

        // Packages that others depend on and that our code does not call have no list.
        foreach (Match match in Mentioned().Matches(File.ReadAllText(Path.Combine(folder, "README.md"))))
        {
            string package = match.Groups["package"].Value;
            _byAssembly.TryAdd(package["nanoFramework.".Length..], (package, match.Groups["version"].Value));
        }

        // The package of the test framework holds two assemblies.
        _byAssembly.Add("nanoFramework.UnitTestLauncher", _byAssembly["nanoFramework.TestFramework"]);
    }

    /// <summary>Whether an assembly's API is known, rather than only its version.</summary>
    public static bool IsListed(string root, string assembly) =>
        assembly == CoreLibrary || File.Exists(Path.Combine(root, "tools", "ReferenceCheck", "api", assembly + ".txt"));

    public bool TryFind(string assembly, out (string Package, string Version) pinned) => _byAssembly.TryGetValue(assembly, out pinned);

    [GeneratedRegex(@"^# assembly (?<assembly>\S+), package (?<package>\S+) (?<version>\d+\.\d+\.\d+)$")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"`(?<package>nanoFramework\.[\w.]+)`\s+(?<version>\d+\.\d+\.\d+)")]
    private static partial Regex Mentioned();
}
