using System.Net;
using System.Text.Json;

namespace Sensorcast.Tests.Shared;

/// <summary>The built program with tokens. Disposing of it ends it, however the test went.</summary>
internal sealed class TokenHost : IDisposable
{
    /// <summary>What allows everything.</summary>
    public const string Token = "correct-horse";

    /// <summary>What allows reading.</summary>
    public const string ReadOnlyToken = "read-only-horse";

    /// <summary>What allows nothing.</summary>
    public const string WrongToken = "wrong-horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-");
    private readonly LiveHost _host;

    /// <param name="token">The full token. Without one, no client may set, or every client where reading is open too.</param>
    /// <param name="readOnlyToken">The read-only token; none leaves reading open.</param>
    /// <param name="port">The port to serve on; 0 takes any that is free.</param>
    /// <param name="arguments">Further arguments.</param>
    public TokenHost(string? token, string? readOnlyToken, int port = 0, params string[] arguments)
    {
        try
        {
            string[] full = token is null ? [] : ["--token-file", FileWith(token)];
            string[] readOnly = readOnlyToken is null ? [] : ["--read-only-token-file", FileWith(readOnlyToken)];
            _host = new LiveHost(port, ["--name", "board", .. full, .. readOnly, .. arguments]);
        }
        catch
        {
            _folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Where the page is.</summary>
    public Uri Url => _host.Url;

    /// <summary>Where a WebSocket is.</summary>
    public Uri WebSocketUrl(string path) => _host.WebSocketUrl(path);

    /// <summary>The path of a file that holds a token.</summary>
    public string FileWith(string token)
    {
        string path = Path.Combine(_folder.FullName, token);
        File.WriteAllText(path, token + "\n");
        return path;
    }

    /// <summary>How many wrong tokens it has been offered. Waits until the state is shown again, after a wrong one.</summary>
    /// <param name="token">The token that may see the state.</param>
    public async Task<int> TokenFailuresAsync(string? token)
    {
        while (true)
        {
            using HttpResponseMessage response = await RequestAsync(token);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                using var status = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
                return status.RootElement.GetProperty("tokenFailures").GetInt32();
            }

            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
        }
    }

    /// <summary>Offers wrong tokens, each as soon as it is checked.</summary>
    public async Task OfferWrongTokensAsync(int count)
    {
        while (count > 0)
        {
            using HttpResponseMessage response = await RequestAsync(WrongToken);
            count -= response.StatusCode == HttpStatusCode.Unauthorized ? 1 : 0;
            if (count > 0 && response.Headers.RetryAfter is { } wait)
            {
                await Task.Delay(wait.Delta!.Value);
            }
        }
    }

    private async Task<HttpResponseMessage> RequestAsync(string? token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return await client.GetAsync(new Uri(Url, "/status"));
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}
