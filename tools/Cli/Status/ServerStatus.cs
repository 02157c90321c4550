using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Status;

/// <summary>The server's <c>/status</c>, which a board may not have.</summary>
/// <param name="Uptime">How long it has been running.</param>
/// <param name="Clients">How many clients it has, this program among them.</param>
/// <param name="MaxClients">How many it can have.</param>
/// <param name="Sent">How many packs it has sent.</param>
/// <param name="Skipped">How many it has skipped, because a client was too slow.</param>
/// <param name="Channels">Its channels.</param>
internal sealed record ServerStatus(
    TimeSpan Uptime, int Clients, int MaxClients, long Sent, long Skipped, IReadOnlyList<ServerStatus.Channel> Channels)
{
    private const string StreamPath = "/ws";
    private const int MaxLength = 1_000_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Requests it.</summary>
    /// <returns><see langword="null"/> if the board has none, or the response is something else.</returns>
    public static async Task<ServerStatus?> QueryAsync(Board board, CancellationToken cancellation)
    {
        string path = board.Address.AbsolutePath;
        if (!path.EndsWith(StreamPath, StringComparison.Ordinal))
        {
            return null;
        }

        using var http = new HttpClient { Timeout = Timeout, MaxResponseContentBufferSize = MaxLength };
        if (board.Token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", board.Token);
        }

        Uri url =
            new UriBuilder(board.Address)
            {
                Scheme = board.Address.Scheme == "wss"
                ? "https" : "http",
                Path = path[..^StreamPath.Length] + "/status"
            }.Uri;
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(url, cancellation);
            return answer.StatusCode == HttpStatusCode.OK ? Read(await answer.Content.ReadAsByteArrayAsync(cancellation)) : null;
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static ServerStatus Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        JsonElement root = document.RootElement;
        return new ServerStatus(
            TimeSpan.FromMilliseconds(root.GetProperty("uptime").GetInt64()),
            root.GetProperty("clients").GetInt32(),
            root.GetProperty("maxClients").GetInt32(),
            root.GetProperty("sent").GetInt64(),
            root.GetProperty("skipped").GetInt64(),
            [.. root.GetProperty("channels").EnumerateArray().Select(static channel => new Channel(
                channel.GetProperty("name").GetString()!,
                channel.GetProperty("stale").GetBoolean(),
                channel.GetProperty("missed").GetInt64(),
                channel.GetProperty("errors").GetInt64()))]);
    }

    /// <summary>The status of a channel.</summary>
    /// <param name="Name">Its name without the board's base name.</param>
    /// <param name="IsStale">Whether its last reading is older than its update time.</param>
    /// <param name="Missed">How often its sensor had no reading.</param>
    /// <param name="Errors">How often its sensor threw.</param>
    internal sealed record Channel(string Name, bool IsStale, long Missed, long Errors);
}
