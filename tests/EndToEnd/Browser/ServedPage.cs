using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page and what it fetches after itself, as the Host serves them.</summary>
/// <param name="Html">The page.</param>
/// <param name="ContentSecurityPolicy">The field that comes with it.</param>
/// <param name="ETag">The page's entity tag.</param>
/// <param name="SecondPath">Where the page finds its second document.</param>
/// <param name="Second">The second document.</param>
internal sealed partial record ServedPage(byte[] Html, string ContentSecurityPolicy, string ETag, string SecondPath, byte[] Second)
{
    private static readonly Lazy<Task<ServedPage>> Fetched = new(FetchAsync);

    /// <summary>Fetched once a run.</summary>
    public static Task<ServedPage> GetAsync() => Fetched.Value;

    private static async Task<ServedPage> FetchAsync()
    {
        using var host = new LiveHost();
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        using HttpResponseMessage response = await client.GetAsync(host.Url);
        byte[] html = await response.Content.ReadAsByteArrayAsync();
        string secondPath = "/" + SecondPathPattern().Match(Encoding.UTF8.GetString(html)).Value;
        byte[] second = await client.GetByteArrayAsync(new Uri(host.Url, secondPath));
        return new(
            html, response.Headers.GetValues("Content-Security-Policy").Single(), response.Headers.ETag!.ToString(), secondPath, second);
    }

    [GeneratedRegex(@"more\.[0-9a-f]{16}\.js")]
    private static partial Regex SecondPathPattern();
}
