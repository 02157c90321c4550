using System.Text.Json.Nodes;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge.HomeAssistant;

/// <summary>A channel as Home Assistant sees it.</summary>
/// <param name="Channel">Its name without the base name.</param>
/// <param name="Info">What the board says of it.</param>
/// <param name="Kind">What its readings are.</param>
/// <param name="Decimals">How many decimals its readings have.</param>
/// <param name="IsSettable">Whether it can be set through the broker.</param>
internal sealed record Entity(string Channel, ChannelInfo Info, ReadingKind Kind, int Decimals, bool IsSettable)
{
    /// <summary>Home Assistant takes no finer one.</summary>
    private const decimal SmallestStep = 0.001m;

    /// <summary>Which of Home Assistant's MQTT platforms it is one of.</summary>
    public string Platform => (Kind, IsSettable) switch
    {
        (ReadingKind.Boolean, true) => "switch",
        (ReadingKind.Boolean, false) => "binary_sensor",
        (ReadingKind.Number, true) when Info is { Minimum: not null, Maximum: not null } => "number",
        (ReadingKind.Text, true) => "text",
        _ => "sensor",
    };

    /// <summary>Its identifier within its device. With the platform: an entity that changes its platform is another one.</summary>
    public string Key => $"{Platform}-{Channel}";

    /// <summary>Its part of the discovery message.</summary>
    /// <param name="topics">The board's topics.</param>
    /// <param name="device">The board's identifier.</param>
    public JsonObject ToJson(BoardTopics topics, string device)
    {
        var json = new JsonObject
        {
            ["platform"] = Platform,
            ["unique_id"] = $"{device}-{Channel}",
            ["name"] = string.Join(' ', new[] { Info.Group, Info.Title ?? Channel }.OfType<string>()),
            ["state_topic"] = topics.ReadingOf(Channel),
        };
        if (Platform is "switch" or "number" or "text")
        {
            json["command_topic"] = topics.CommandOf(Channel);
        }

        switch (Platform)
        {
            case "switch":
                AddBoolean(json);
                break;
            case "binary_sensor":
                AddBoolean(json);
                Add(json, "device_class", DeviceClass.OfBinary(Info.Kind));
                break;
            case "number":
                AddNumber(json);
                json["min"] = Info.Minimum;
                json["max"] = Info.Maximum;
                json["step"] = Math.Max(Info.Step ?? 1, SmallestStep);
                break;
            case "text":
                json["value_template"] = "{{ value_json[0].vs }}";
                json["command_template"] = "{{ value | tojson }}";
                json["max"] = LongestText;
                break;
            default:
                AddSensor(json);
                break;
        }

        return json;
    }

    /// <summary>The maximum length of a board's text in characters.</summary>
    private const int LongestText = 64;

    /// <summary>A template writes true and false as the topics for commands take them.</summary>
    private static void AddBoolean(JsonObject json)
    {
        json["value_template"] = "{{ value_json[0].vb | tojson }}";
        json["payload_on"] = "true";
        json["payload_off"] = "false";
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private void AddSensor(JsonObject json)
    {
        if (Kind != ReadingKind.Number)
        {
            json["value_template"] = Kind == ReadingKind.Data ? "{{ value_json[0].vd }}" : "{{ value_json[0].vs }}";
            return;
        }

        AddNumber(json);
        Add(json, "state_class", DeviceClass.StateClassOf(DeviceClass.OfNumbers(Info.Kind, Info.Unit)));
        json["suggested_display_precision"] = Decimals;
    }

    private void AddNumber(JsonObject json)
    {
        json["value_template"] = "{{ value_json[0].v }}";
        Add(json, "device_class", DeviceClass.OfNumbers(Info.Kind, Info.Unit));
        Add(json, "unit_of_measurement", DeviceClass.UnitOf(Info.Unit));
    }
}
