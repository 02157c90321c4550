using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The package in tools/Client, by its own tools and as somebody finds it who installs it.</summary>
[TestClass]
public class ClientPackageTests
{
    private static readonly NodePackage Client = new("tools", "Client");

    [ClassInitialize]
    public static void Install(TestContext _) => Client.Install();

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_unit_tests_pass() => Client.Run("test");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_types_fit() => Client.Run("typecheck");

    [TestMethod, Timeout(4 * NodePackage.Wait)]
    public void The_packed_package_runs_its_readme_in_an_empty_folder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sensorcast-client-");
        try
        {
            Client.Npm("pack", "--pack-destination", folder.FullName);
            string package = folder.EnumerateFiles("*.tgz").Single().FullName;
            string[] files = Files(package);
            string[] beside = [.. files.Where(file => !file.StartsWith("dist/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            Assert.AreEqual("LICENSE README.md package.json", string.Join(' ', beside));
            CollectionAssert.Contains(files, "dist/index.js");
            CollectionAssert.Contains(files, "dist/index.d.ts");

            ToolProcess.Run("npm", ["init", "--yes"], NodePackage.Wait, folder.FullName);
            ToolProcess.Run(
                "npm", ["install", "--no-audit", "--no-fund", package, "ws@8.23.0"], NodePackage.Wait, folder.FullName);
            RunExample(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What npm puts into the package; in the archive, all of it is in one folder.</summary>
    private static string[] Files(string package)
    {
        using var archive = new TarReader(new GZipStream(File.OpenRead(package), CompressionMode.Decompress));
        List<string> files = [];
        while (archive.GetNextEntry() is TarEntry entry)
        {
            files.Add(entry.Name["package/".Length..]);
        }

        return [.. files];
    }

    private static void RunExample(string folder)
    {
        using var host = new LiveHost();
        string example = ReadmeExample()
            .Replace("ws://sensorcast.local/ws", host.WebSocketUrl("/ws").ToString(), StringComparison.Ordinal)
            .Replace("'temperature'", "'demo-wave'", StringComparison.Ordinal)
            .Replace("'lamp'", "'demo-lamp'", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "example.mjs"), example);
        using var node = new ToolProcess("node", ["example.mjs"], folder);

        List<string> expected =
        [
            "^live$",
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d(\.\d{1,3})? V$",
            @"^The lamp was lit \d+(\.\d+)? ms later$",
        ];
        while (expected.Count > 0)
        {
            string line = node.ReadLine(Limits.Wait);
            expected.RemoveAll(pattern => Regex.IsMatch(line, pattern));
        }
    }

    private static string ReadmeExample()
    {
        string readme = File.ReadAllText(Path.Combine(Client.Folder, "README.md")).ReplaceLineEndings("\n");
        return readme.Split("```js\n")[1].Split("```")[0];
    }
}
