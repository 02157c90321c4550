using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Device.Examples;

/// <summary>The files of device/examples/OwnPage, as the build puts them into a program.</summary>
[TestClass]
public class WebFilesTests
{
    [TestMethod]
    [DataRow("", "index.html", "text/html; charset=utf-8", "no-cache")]
    [DataRow("icon.svg", "icon.svg", "image/svg+xml", "max-age=86400")]
    public async Task A_file_comes_compressed_and_only_once(string path, string file, string contentType, string cacheControl)
    {
        using var server = new LocalServer(new ServerOptions { ReadOnlyToken = "read-only-token" }, WebFiles.AddTo);
        using var http = new HttpClient { BaseAddress = server.Url };
        using HttpResponseMessage answer = await http.GetAsync(path);
        HttpContent content = answer.Content;
        await using var gzip = new GZipStream(await content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await gzip.CopyToAsync(bytes);

        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(Source(file)), bytes.ToArray());
        Assert.AreEqual(contentType, content.Headers.ContentType!.ToString());
        Assert.AreEqual("gzip", string.Join(",", content.Headers.ContentEncoding));
        Assert.AreEqual(cacheControl, answer.Headers.CacheControl!.ToString());

        using var again = new HttpRequestMessage(System.Net.Http.HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag!.Tag));
        using HttpResponseMessage second = await http.SendAsync(again);
        Assert.AreEqual(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static string Source(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "device", "examples", "OwnPage", "web", file);
}
