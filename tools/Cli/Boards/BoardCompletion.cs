using System.CommandLine.Completions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>Completes the names of channels by a request to the board that the line names, if that answers at once.</summary>
internal static class BoardCompletion
{
    /// <summary>A person does not wait longer after pressing Tab.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The channels of the line's first board.</summary>
    public static IEnumerable<CompletionItem> Channels(CompletionContext context) => Query(context, static _ => true, "");

    /// <summary>What can be set on the line's board, as the beginning of name=value.</summary>
    public static IEnumerable<CompletionItem> Settables(CompletionContext context) =>
        Query(context, static channel => channel.IsSettable, "=");

    private static CompletionItem[] Query(CompletionContext context, Func<ChannelInfo, bool> isMeant, string suffix)
    {
        try
        {
            string word = context.WordToComplete;
            string? address = context.ParseResult.CommandResult.Tokens.Select(static token => token.Value)
                .FirstOrDefault(text => text != word);
            return address is null ? [] : Task.Run(() => QueryAsync(BoardAddress.Parse(address), isMeant, suffix)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is FormatException or SensorcastException or OperationCanceledException)
        {
            // No names, then: a completion cannot report an error.
            return [];
        }
    }

    private static async Task<CompletionItem[]> QueryAsync(Uri address, Func<ChannelInfo, bool> isMeant, string suffix)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        string? token = Environment.GetEnvironmentVariable(BoardOptions.TokenVariable);
        await using SensorcastClient client = new Board("", address, string.IsNullOrEmpty(token) ? null : token).CreateClient();
        await client.ConnectAsync(timeout.Token);
        Pack pack = await client.ReadEventsAsync(timeout.Token).OfType<Pack>().FirstAsync(timeout.Token);
        return [.. client.Channels.Values.Where(isMeant)
            .Select(channel => new CompletionItem(Printable.Of(Pack.ChannelOf(channel.Name, pack.BaseName)) + suffix))];
    }
}
