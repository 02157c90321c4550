using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Discover;

/// <summary>Lists boards: a line each, as soon as its channels, or the reason why they are unknown, have come.</summary>
internal static class DiscoverRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task<int> RunAsync(TimeSpan duration, bool asJson, TextWriter output, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(duration);
        List<Task> listings = [];
        try
        {
            await Task.Run(() => Look(duration, asJson, TextWriter.Synchronized(output), listings, end.Token), CancellationToken.None);
        }
        catch (SocketException e)
        {
            throw new IOException($"Cannot query the local network: {e.Message}.", e);
        }

        await Task.WhenAll(listings);
        if (listings.Count == 0 && !cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine(
                "No board has answered. A network may keep multicast from a program: its firewall has to let UDP port 5353 pass.");
        }

        return ExitCode.Done;
    }

    private static void Look(TimeSpan duration, bool asJson, TextWriter output, List<Task> listings, CancellationToken end)
    {
        foreach (FoundBoard board in BoardFinder.Find(duration, end))
        {
            listings.Add(ListAsync(board, asJson, output, end));
        }
    }

    private static async Task ListAsync(FoundBoard board, bool asJson, TextWriter output, CancellationToken end)
    {
        (string[]? channels, string? problem) = await ReadChannelsAsync(board, end);
        var listed = new ListedBoard(
            board.Name,
            board.Page.AbsoluteUri,
            board.Host,
            board.Address.ToString(),
            board.Port,
            board.Token,
            board.Texts.GetValueOrDefault("version"),
            board.Texts.GetValueOrDefault("subprotocols")?.Split(','),
            channels,
            problem);
        await output.WriteLineAsync(asJson ? JsonSerializer.Serialize(listed, Json) : Printable(listed.ToLine()));
        await output.FlushAsync(CancellationToken.None);
    }

    /// <summary>
    /// Requests the channels from the board, without a token: the program that announces the name may not be the board of the token.
    /// </summary>
    private static async Task<(string[]? Channels, string? Problem)> ReadChannelsAsync(FoundBoard board, CancellationToken end)
    {
        try
        {
            await using var client = new SensorcastClient(board.Stream);
            await client.ConnectAsync(end);
            Pack first = await client.ReadEventsAsync(end).OfType<Pack>().FirstAsync(end);
            int baseLength = first.BaseName.Length;
            IEnumerable<string> names = client.Channels.Keys.Select(name =>
                name.StartsWith(first.BaseName, StringComparison.Ordinal) ? name[baseLength..] : name);
            return ([.. names.Order(StringComparer.Ordinal)], null);
        }
        catch (UpgradeRefusedException e) when (e.Status == System.Net.HttpStatusCode.Unauthorized)
        {
            return (null, "a token is needed to read");
        }
        catch (Exception e) when (e is SensorcastException or FormatException)
        {
            return (null, e.Message);
        }
        catch (OperationCanceledException)
        {
            return (null, "no answer in time");
        }
    }

    /// <summary>A name on the network is untrusted text: characters that control a terminal are left out.</summary>
    private static string Printable(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
}
