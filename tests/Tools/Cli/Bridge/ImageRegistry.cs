using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// Debian's docker-registry on a loopback port, with a base image that has one empty layer: it replaces Microsoft's, which has .NET and
/// comes from the network.
/// </summary>
internal sealed class ImageRegistry : IDisposable
{
    private const string ImageManifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly TemporaryFolder _folder = new();
    private readonly ToolProcess _process;
    private readonly int _port = LoopbackPort.Free();

    public ImageRegistry()
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(
            _folder.File("registry.yml"),
            $"version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {_folder.File("kept")}}}}}\nhttp: {{addr: "
                + $"'127.0.0.1:{port}'}}\n");
        _process = new ToolProcess("docker-registry", ["serve", _folder.File("registry.yml")]);
        LoopbackPort.WaitUntilListens(_port, _process);
    }

    /// <summary>The name of the base image.</summary>
    public string BaseImage => $"localhost:{_port}/base:10.0";

    /// <summary>Puts the base image into the registry.</summary>
    public async Task FillAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{_port}/v2/base/") };
        byte[] layer = new byte[1024];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(layer);
        }

        object config = new
        {
            architecture = "amd64",
            os = "linux",
            config = new { Env = new[] { "PATH=/usr/bin:/bin" } },
            rootfs = new { type = "layers", diff_ids = new[] { DigestOf(layer) } },
            history = new[] { new { created = DateTime.UnixEpoch, created_by = "a test" } },
        };
        object manifest = new
        {
            schemaVersion = 2,
            mediaType = ImageManifest,
            config = await UploadAsync(client, JsonSerializer.SerializeToUtf8Bytes(config), "application/vnd.oci.image.config.v1+json"),
            layers = new[] { await UploadAsync(client, packed.ToArray(), "application/vnd.oci.image.layer.v1.tar+gzip") },
        };
        using var content = new StringContent(JsonSerializer.Serialize(manifest), Encoding.UTF8, MediaTypeHeaderValue.Parse(ImageManifest));
        (await client.PutAsync("manifests/10.0", content)).EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<object> UploadAsync(HttpClient client, byte[] blob, string mediaType)
    {
        HttpResponseMessage begun = (await client.PostAsync("blobs/uploads/", null)).EnsureSuccessStatusCode();
        string digest = DigestOf(blob);
        var target = new UriBuilder(new Uri(client.BaseAddress!, begun.Headers.Location!));
        target.Query += $"&digest={digest}";
        using var content = new ByteArrayContent(blob);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        (await client.PutAsync(target.Uri, content)).EnsureSuccessStatusCode();
        return new { mediaType, size = blob.Length, digest };
    }

    private static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
