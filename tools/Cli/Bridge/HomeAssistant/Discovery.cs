using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge.HomeAssistant;

/// <summary>
/// What Home Assistant is told of a board: one retained message for the device and all its entities, as its MQTT integration documents
/// device discovery. An entity that vanishes is named without a configuration, which removes it, for as long as the bridge runs: Home
/// Assistant may not be there just now.
/// </summary>
internal sealed class Discovery(string prefix, BoardTopics topics, BridgedBoard board, string device, bool takesCommands)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entity> _entities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _removed = new(StringComparer.Ordinal);
    private string _last = "";

    /// <summary>Where the message goes.</summary>
    public string Topic { get; } = TopicOf(prefix, device);

    /// <summary>Where Home Assistant says that it is there.</summary>
    public string StatusTopic { get; } = $"{prefix}/status";

    /// <summary>Where a board's message goes.</summary>
    public static string TopicOf(string prefix, string device) => $"{prefix}/device/{IdOf(device)}/config";

    /// <summary>Takes what a pack says of the channels.</summary>
    /// <returns>The message, if it is another one than before.</returns>
    public Outgoing? Take(Pack pack, IReadOnlyDictionary<string, ChannelInfo> channels)
    {
        lock (_lock)
        {
            bool isNew = false;
            foreach (Reading reading in pack.Readings)
            {
                string channel = pack.ChannelOf(reading);
                if (topics.CanName(channel) && channels.TryGetValue(reading.Name, out ChannelInfo? info))
                {
                    isNew |= Take(channel, info, reading.Value);
                }
            }

            return isNew ? Message() : null;
        }
    }

    /// <summary>A channel is no longer there.</summary>
    /// <returns>The message, if it is another one than before.</returns>
    public Outgoing? Remove(string channel)
    {
        lock (_lock)
        {
            if (!_entities.Remove(channel, out Entity? entity))
            {
                return null;
            }

            _removed[entity.Key] = entity.Platform;
            return Message();
        }
    }

    /// <summary>Takes what an earlier bridge has left: what it named, and the board no longer has, is removed.</summary>
    /// <returns>The message, if it is another one than before.</returns>
    public Outgoing? TakeEarlier(ReadOnlySequence<byte> payload)
    {
        lock (_lock)
        {
            foreach ((string key, string platform) in EntitiesIn(payload))
            {
                _removed.TryAdd(key, platform);
            }

            // Before the board's first pack everything would look as if it had vanished.
            return _entities.Count == 0 ? null : Message();
        }
    }

    private bool Take(string channel, ChannelInfo info, ReadingValue value)
    {
        _entities.TryGetValue(channel, out Entity? known);
        int decimals = value.Kind == ReadingKind.Number ? value.Number.Scale : 0;
        var entity = new Entity(channel, info, value.Kind, Math.Max(decimals, known?.Decimals ?? 0), takesCommands && info.IsSettable);
        if (entity == known)
        {
            return false;
        }

        if (known is not null && known.Key != entity.Key)
        {
            _removed[known.Key] = known.Platform;
        }

        _entities[channel] = entity;
        return true;
    }

    private Outgoing? Message()
    {
        var components = new JsonObject();
        foreach (Entity entity in _entities.Values)
        {
            components[entity.Key] = entity.ToJson(topics, device);
            _removed.Remove(entity.Key);
        }

        foreach ((string key, string platform) in _removed)
        {
            components[key] = new JsonObject { ["platform"] = platform };
        }

        var message = new JsonObject
        {
            ["device"] = new JsonObject
            {
                ["identifiers"] = new JsonArray(device),
                ["name"] = board.Name,
                ["manufacturer"] = "Sensorcast",
                ["configuration_url"] = $"{(board.Url.Scheme == "wss" ? "https" : "http")}://{board.Url.Authority}/",
            },
            ["origin"] = new JsonObject { ["name"] = "Sensorcast bridge", ["sw_version"] = Version() },
            ["availability_topic"] = topics.Status,
            ["qos"] = 1,
            ["components"] = components,
        };
        string text = message.ToJsonString();
        if (text == _last)
        {
            return null;
        }

        _last = text;
        return new Outgoing(Topic, Encoding.UTF8.GetBytes(text), Outgoing.Json, IsRetained: true, MustArrive: false);
    }

    /// <summary>The entities of an earlier message; none of what another program has left on the topic.</summary>
    private static List<(string Key, string Platform)> EntitiesIn(ReadOnlySequence<byte> payload)
    {
        List<(string, string)> entities = [];
        try
        {
            using var document = JsonDocument.Parse(payload);
            foreach (JsonProperty component in document.RootElement.GetProperty("components").EnumerateObject())
            {
                bool isRemoved = !component.Value.TryGetProperty("unique_id", out _);
                if (!isRemoved && component.Value.GetProperty("platform").GetString() is string platform)
                {
                    entities.Add((component.Name, platform));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // It is replaced.
        }

        return entities;
    }

    /// <summary>
    /// The part of a topic that Home Assistant takes as an identifier: letters, digits, - and _, so that no two boards have the same.
    /// </summary>
    private static string IdOf(string device) =>
        string.Concat(device.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '-' ? $"{c}" : c == '_' ? "__" : $"_{(int)c:x2}"));

    private static string Version() => typeof(Discovery).Assembly.GetName().Version?.ToString(3) ?? "0";
}
