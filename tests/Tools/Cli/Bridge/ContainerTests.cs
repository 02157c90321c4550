using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// The container image that <c>dotnet publish</c> makes of the tool, without Docker: what is in it, and that it runs when it is unpacked.
/// </summary>
[TestClass, DoNotParallelize]
public class ContainerTests
{
    private const int Wait = 24 * Limits.Wait;

    [TestMethod, Timeout(2 * Wait)]
    public async Task The_image_has_the_tool_and_bridges()
    {
        using var folder = new TemporaryFolder();
        using var registry = new ImageRegistry();
        await registry.FillAsync();
        string archive = folder.File("sensorcast.tar.gz");
        ToolProcess.Run(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "tools", "Cli"), "/t:PublishContainer", "--no-build", "--configuration",
                Configuration,
                $"-p:ContainerBaseImage={registry.BaseImage}", $"-p:ContainerArchiveOutputPath={archive}",
            ],
            Wait);
        JsonElement config = Unpack(archive, folder);
        Assert.AreEqual("""["dotnet","/app/Sensorcast.Cli.dll"]""", config.GetProperty("Entrypoint").GetRawText());
        Assert.AreEqual("""["bridge","--config","/etc/sensorcast/bridge.conf"]""", config.GetProperty("Cmd").GetRawText());

        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        File.WriteAllText(folder.File("bridge.conf"), $"broker mqtt://127.0.0.1:{broker.Port}\nboard attic={host.Url}\n");
        string[] command =
        [
            .. ((string[])["Entrypoint", "Cmd"]).SelectMany(name =>
                config.GetProperty(name).EnumerateArray().Select(static word => word.GetString()!))
                .Select(word => word.Replace("/app/", folder.File("root/app/"), StringComparison.Ordinal)
                    .Replace("/etc/sensorcast/", folder.FullName + "/", StringComparison.Ordinal)),
        ];
        using var bridge = new ToolProcess(command[0], command[1..], folder.FullName);
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 20);
        string health = ToolProcess.Run(command[0], [.. command[1..], "--health"], 4 * Limits.Wait);
        Assert.StartsWith("attic: online, by the bridge ", health);
    }

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Unpacks all layers, one over the other, into the folder root.</summary>
    /// <returns>How the image is run.</returns>
    private static JsonElement Unpack(string archive, TemporaryFolder folder)
    {
        string image = Directory.CreateDirectory(folder.File("image")).FullName;
        string root = Directory.CreateDirectory(folder.File("root")).FullName;
        TarFile.ExtractToDirectory(archive, image, overwriteFiles: true);
        JsonElement manifest = Read(image, Read(image, "index.json").GetProperty("manifests")[0]);
        foreach (JsonElement layer in manifest.GetProperty("layers").EnumerateArray())
        {
            using FileStream packed = File.OpenRead(Path.Combine(image, PathOf(layer)));
            using var content = new GZipStream(packed, CompressionMode.Decompress);
            TarFile.ExtractToDirectory(content, root, overwriteFiles: true);
        }

        return Read(image, manifest.GetProperty("config")).GetProperty("config");
    }

    private static JsonElement Read(string image, JsonElement descriptor) => Read(image, PathOf(descriptor));

    private static JsonElement Read(string image, string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(image, file)));

    private static string PathOf(JsonElement descriptor) =>
        Path.Combine("blobs", descriptor.GetProperty("digest").GetString()!.Replace(':', '/'));
}
