using System.Text.Json;
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
            (string package, string[] files) = Pack(folder.FullName);
            CollectionAssert.AreEquivalent(
                new[] { "LICENSE", "README.md", "package.json" },
                files.Where(file => !file.StartsWith("dist/", StringComparison.Ordinal)).ToArray());
            CollectionAssert.IsSubsetOf(new[] { "dist/index.js", "dist/index.d.ts" }, files);

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

    private static (string Package, string[] Files) Pack(string destination)
    {
        // What the build prints comes before the list.
        string output = Client.Npm("pack", "--json", "--pack-destination", destination);
        using JsonDocument list = JsonDocument.Parse(output[output.IndexOf("\n[\n", StringComparison.Ordinal)..]);
        JsonElement pack = list.RootElement[0];
        return (
            Path.Combine(destination, pack.GetProperty("filename").GetString()!),
            [.. pack.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!)]);
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

        Assert.AreEqual("live", node.ReadLine(Limits.Wait));
        StringAssert.EndsWith(node.ReadLine(Limits.Wait), " V");
        string line;
        do
        {
            line = node.ReadLine(Limits.Wait);
        }
        while (!line.StartsWith("The lamp was lit ", StringComparison.Ordinal));
    }

    private static string ReadmeExample()
    {
        string readme = File.ReadAllText(Path.Combine(Client.Folder, "README.md")).ReplaceLineEndings("\n");
        return readme.Split("```js\n")[1].Split("```")[0];
    }
}
