using System.Diagnostics;
using System.Text.Json;
using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Notation;
using Sensorcast.Cli.Watch;
using Sensorcast.Client;

namespace Sensorcast.Cli.Status;

/// <summary>A board's status: from its stream, and from its server's own figures.</summary>
internal sealed class BoardStatus
{
    private readonly Board _board;
    private readonly TimeSpan? _roundTrip;
    private readonly ServerStatus? _server;
    private readonly int _channels;
    private readonly Dictionary<AlarmLevel, string[]> _levels = [];
    private readonly string[] _stale;

    private BoardStatus(Board board, BoardView view, long now, TimeSpan? roundTrip, ServerStatus? server)
    {
        (_board, _roundTrip, _server) = (board, roundTrip, server);
        HashSet<string> stale = [.. view.Channels.Where(channel => channel.IsStale(now)).Select(static channel => channel.Name)];

        // A channel that was never read is not in the stream.
        HashSet<string> read = [.. view.Channels.Select(static channel => channel.Name)];
        stale.UnionWith(
            server?.Channels.Where(channel => channel.IsStale && !read.Contains(channel.Name))
                .Select(static channel => Printable.Of(channel.Name)) ?? []);
        _stale = [.. stale];
        _channels = Math.Max(read.Count, server?.Channels.Count ?? 0);
        foreach (AlarmLevel level in Enum.GetValues<AlarmLevel>())
        {
            _levels[level] =
                [.. view.Channels.Where(channel => channel.Level == level && !stale.Contains(channel.Name))
                    .Select(static channel => channel.Name)];
        }
    }

    /// <summary>Whether readings are missing, or one of them is dangerous.</summary>
    public bool NeedsAttention => _stale.Length > 0 || _levels[AlarmLevel.Alarm].Length > 0;

    /// <summary>Reads the status of a board.</summary>
    /// <exception cref="SensorcastException">It is not live.</exception>
    /// <exception cref="TimeoutException">It sends nothing.</exception>
    public static async Task<BoardStatus> QueryAsync(Board board, CancellationToken cancellation)
    {
        await using SensorcastClient client = board.CreateClient();
        Pack pack = await FirstPack.ReadAsync(client, cancellation);
        var view = new BoardView(board.Name);
        view.Take(pack, client.Channels);
        long arrival = Stopwatch.GetTimestamp();
        TimeSpan? roundTrip = null;
        try
        {
            roundTrip = await client.MeasureRoundTripAsync(cancellation);
        }
        catch (Exception e) when (e is SetRefusedException or TimeoutException)
        {
            // A token that only reads, or a stream that only sends.
        }

        return new BoardStatus(board, view, arrival, roundTrip, await ServerStatus.QueryAsync(board, cancellation));
    }

    /// <summary>Writes it for people.</summary>
    public string ToText()
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"{_board.Name} is live{(NeedsAttention ? ", and needs attention" : "")}.");
        void Line(string name, string value) => text.WriteLine($"  {name,-11} {value}");
        void Names(string name, string[] channels)
        {
            if (channels.Length > 0)
            {
                Line(name, string.Join(", ", channels));
            }
        }

        if (_server is not null)
        {
            Line("up", DurationNotation.Write(_server.Uptime));
            Line("clients", $"{_server.Clients} of {_server.MaxClients}");
            Line("packs", $"{NumberNotation.Write(_server.Sent)} sent, {NumberNotation.Write(_server.Skipped)} skipped");
        }

        if (_roundTrip is TimeSpan roundTrip)
        {
            Line("round trip", NumberNotation.Write(Math.Round((decimal)roundTrip.TotalMilliseconds, 1), -1, "") + " ms");
        }

        Line("channels", NumberNotation.Write(_channels));
        Names("stale", _stale);
        Names("alarm", _levels[AlarmLevel.Alarm]);
        Names("warning", _levels[AlarmLevel.Warning]);
        Names("missed", Counts(static channel => channel.Missed));
        Names("errors", Counts(static channel => channel.Errors));
        return text.ToString();
    }

    /// <summary>Writes it as JSON, with times in seconds.</summary>
    public string ToJson() => JsonLine.Write(json =>
    {
        json.WriteString("board", _board.Name);
        json.WriteString("state", NeedsAttention ? "attention" : "live");
        if (_server is not null)
        {
            json.WriteNumber("uptime", (decimal)_server.Uptime.TotalMilliseconds / 1000);
            json.WriteNumber("clients", _server.Clients);
            json.WriteNumber("maxClients", _server.MaxClients);
            json.WriteNumber("sent", _server.Sent);
            json.WriteNumber("skipped", _server.Skipped);
        }

        if (_roundTrip is TimeSpan roundTrip)
        {
            json.WriteNumber("roundTrip", Math.Round((decimal)roundTrip.TotalSeconds, 4));
        }

        json.WriteNumber("channels", _channels);
        Write(json, "stale", _stale);
        Write(json, "alarm", _levels[AlarmLevel.Alarm]);
        Write(json, "warning", _levels[AlarmLevel.Warning]);
    });

    private static void Write(Utf8JsonWriter json, string label, string[] names)
    {
        json.WriteStartArray(label);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private string[] Counts(Func<ServerStatus.Channel, long> count) =>
        [.. (_server?.Channels ?? []).Where(channel => count(channel) > 0)
            .Select(channel => $"{Printable.Of(channel.Name)} {NumberNotation.Write(count(channel))}")];
}
