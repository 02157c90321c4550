using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge.HomeAssistant;

/// <summary>
/// The discovery message of a board: one retained message for the device and all its entities, as Home Assistant's MQTT integration
/// documents it. An entity that vanishes is named without a configuration, which removes it, for as long as the bridge runs: Home
/// Assistant may be offline.
/// </summary>
internal sealed class Discovery(string prefix, BoardTopics topics, BridgedBoard board, string device, bool takesCommands)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entity> _entities = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _removed = new(StringComparer.Ordinal);
    private string _last = "";

    /// <summary>The topic of the message.</summary>
    public string Topic { get; } = TopicOf(prefix, device);

    /// <summary>The topic on which Home Assistant says that it is online.</summary>
    public string StatusTopic { get; } = $"{prefix}/status";

    /// <summary>The topic of a board's message.</summary>
    public static string TopicOf(string prefix, string device) => $"{prefix}/device/{IdOf(device)}/config";

    /// <summary>Takes the descriptions of the channels from a pack.</summary>
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

    /// <summary>A channel was removed.</summary>
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

    /// <summary>Takes the message of an earlier bridge: entities that it names, and the board no longer has, are removed.</summary>
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

    /// <summary>The entities of an earlier message; none if another program has written it.</summary>
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
    /// A name in the characters that Home Assistant takes in an identifier: letters, digits, - and _. No two boards have the same.
    /// </summary>
    private static string IdOf(string device) =>
        string.Concat(device.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '-' ? $"{c}" : c == '_' ? "__" : $"_{(int)c:x2}"));

    private static string Version() => typeof(Discovery).Assembly.GetName().Version?.ToString(3) ?? "0";
}
