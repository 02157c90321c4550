using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Notation;
using Sensorcast.Cli.Record;
using Sensorcast.Client;

namespace Sensorcast.Cli.Set;

/// <summary>
/// Sets, and waits for the board's new readings: an acknowledgement means that the values are accepted, not that they are reached.
/// </summary>
internal sealed class SetRun(Board board, bool asJson)
{
    /// <summary>
    /// How long to wait for readings with the requested values. A valve may take longer, and its reading at that time is reported.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, ReadingValue> _requested = [];
    private readonly Dictionary<string, Reading> _has = [];
    private readonly Dictionary<string, ReadingKind> _kinds = [];

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(List<KeyValuePair<string, string?>> settings, CancellationToken cancellation)
    {
        await using SensorcastClient client = board.CreateClient();
        Pack first = await FirstPack.ReadAsync(client, cancellation);
        foreach (Reading reading in first.Readings)
        {
            _kinds[reading.Name] = reading.Value.Kind;
        }

        foreach ((string name, string? text) in settings)
        {
            Request(client, first, name, text!);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var refusal = new SetRefusal(client.Channels, _kinds, first.BaseName);
        Task listening = ListenAsync(client, end);
        try
        {
            await client.SetAsync(_requested, cancellation);
        }
        catch (SetRefusedException e)
        {
            throw new NotSetException(refusal.Describe(e.Code, e.Name, _requested.Count), e);
        }

        end.CancelAfter(Timeout);
        await listening;
        cancellation.ThrowIfCancellationRequested();
        foreach ((string name, ReadingValue requested) in _requested)
        {
            await Console.Out.WriteAsync(
                asJson ? WriteJson(name, requested) : Describe(name, requested, client.Channels.GetValueOrDefault(name)) + "\n");
        }

        return ExitCode.Done;
    }

    private void Request(SensorcastClient client, Pack first, string name, string text)
    {
        string fullName = client.Channels.ContainsKey(name) ? name : first.BaseName + name;
        ChannelInfo? channel = client.Channels.GetValueOrDefault(fullName);
        ReadingKind? kind = _kinds.TryGetValue(fullName, out ReadingKind known) ? known : null;
        if (Settings.Read(text, channel?.Unit, kind) is not ReadingValue value)
        {
            string takes = channel?.IsSettable == true ? Settings.Describe(channel, kind) : "no such value";
            throw new NotSetException($"{fullName} was not set: wrong-type, it takes {takes}, not '{text}'.");
        }

        if (!_requested.TryAdd(fullName, value))
        {
            throw new UsageException($"'{name}' is there twice.");
        }
    }

    /// <summary>Takes readings until each has the requested value, or the time is over.</summary>
    private async Task ListenAsync(SensorcastClient client, CancellationTokenSource end)
    {
        try
        {
            await foreach (Pack pack in client.ReadEventsAsync(end.Token).OfType<Pack>())
            {
                foreach (Reading reading in pack.Readings.Where(reading => !reading.IsHistory && _requested.ContainsKey(reading.Name)))
                {
                    _has[reading.Name] = reading;
                }

                if (_requested.All(one => _has.TryGetValue(one.Key, out Reading? has)
                    && Settings.IsMet(one.Value, has.Value, client.Channels.GetValueOrDefault(one.Key))))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SensorcastException)
        {
            // The readings so far are the result.
        }
    }

    private string Describe(string name, ReadingValue requested, ChannelInfo? channel)
    {
        string wanted = ValueText.Of(requested, channel?.Unit);
        if (!_has.TryGetValue(name, out Reading? has))
        {
            return $"{Printable.Of(name)} is accepted as {wanted}, but no reading has come within "
                + $"{Timeout.TotalSeconds:0} s.";
        }

        string value = ValueText.Of(has.Value, has.Unit);
        bool isMet = Settings.IsMet(requested, has.Value, channel);
        return $"{Printable.Of(name)} is "
            + $"{value}{(requested == has.Value ? "." : isMet ? $": {wanted} was rounded." : $" so far: {wanted} is accepted.")}";
    }

    private string WriteJson(string name, ReadingValue requested) => JsonLine.Write(json =>
    {
        json.WriteString("name", name);
        JsonLinesRows.WriteValue(json, "asked", requested);
        if (_has.TryGetValue(name, out Reading? has))
        {
            json.WriteString("time", RecordingRows.Text(has.Time));
            JsonLinesRows.WriteValue(json, "value", has.Value);
            if (has.Unit is not null)
            {
                json.WriteString("unit", has.Unit);
            }
        }
    });
}
