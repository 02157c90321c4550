using System.Text.Json;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// What Home Assistant documents of MQTT discovery for a device (home-assistant.io/integrations/mqtt, and the pages of its sensor, binary
/// sensor, switch, number and text platforms): the options, the required ones, and their values.
/// </summary>
internal static class HomeAssistantSchema
{
    private static readonly string[] Root =
    [
        "device", "origin", "components", "availability", "availability_mode", "availability_template", "availability_topic",
        "payload_available",
        "payload_not_available", "state_topic", "command_topic", "qos", "encoding",
    ];

    private static readonly string[] Device =
    [
        "configuration_url", "connections", "hw_version", "identifiers", "manufacturer", "model", "model_id", "name", "serial_number",
        "suggested_area",
        "sw_version", "via_device",
    ];

    private static readonly string[] Origin = ["name", "sw_version", "support_url"];

    private static readonly string[] Entity =
    [
        "platform", "unique_id", "name", "default_entity_id", "enabled_by_default", "entity_category", "entity_picture", "icon",
        "json_attributes_template",
        "json_attributes_topic", "state_topic", "value_template", "availability", "availability_mode", "availability_template",
        "availability_topic",
        "payload_available", "payload_not_available", "qos", "encoding",
    ];

    private static readonly Dictionary<string, string[]> Options = new()
    {
        ["sensor"] =
        [
            "device_class", "expire_after", "force_update", "last_reset_value_template", "options", "state_class",
            "suggested_display_precision",
            "unit_of_measurement",
        ],
        ["binary_sensor"] = ["device_class", "expire_after", "force_update", "off_delay", "payload_off", "payload_on"],
        ["switch"] =
            ["command_template", "command_topic", "device_class", "optimistic", "payload_off", "payload_on", "retain", "state_off",
                "state_on"],
        ["number"] =
        [
            "command_template", "command_topic", "device_class", "max", "min", "mode", "optimistic", "payload_reset", "retain", "step",
            "unit_of_measurement",
        ],
        ["text"] = ["command_template", "command_topic", "max", "min", "mode", "pattern", "retain"],
    };

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["sensor"] = ["state_topic"],
        ["binary_sensor"] = ["state_topic"],
        ["switch"] = ["command_topic"],
        ["number"] = ["command_topic"],
        ["text"] = ["command_topic"],
    };

    /// <summary>The device classes of sensors and numbers with their units; an empty text: no unit.</summary>
    private static readonly Dictionary<string, string> Units = new()
    {
        ["apparent_power"] = "mVA VA kVA",
        ["aqi"] = "",
        ["area"] = "m² cm² km² mm² in² ft² yd² mi² ac ha",
        ["atmospheric_pressure"] = "cbar bar hPa mmHg inHg inH₂O kPa mbar Pa psi",
        ["battery"] = "%",
        ["carbon_dioxide"] = "ppm",
        ["carbon_monoxide"] = "ppm",
        ["conductivity"] = "S/cm mS/cm µS/cm",
        ["current"] = "A mA",
        ["data_rate"] = "bit/s kbit/s Mbit/s Gbit/s B/s kB/s MB/s GB/s KiB/s MiB/s GiB/s",
        ["data_size"] = "bit kbit Mbit Gbit B kB MB GB TB PB EB ZB YB KiB MiB GiB TiB PiB EiB ZiB YiB",
        ["distance"] = "km m cm mm mi nmi yd in",
        ["duration"] = "d h min s ms µs",
        ["energy"] = "J kJ MJ GJ mWh Wh kWh MWh GWh TWh cal kcal Mcal Gcal",
        ["frequency"] = "Hz kHz MHz GHz",
        ["gas"] = "L m³ ft³ CCF MCF",
        ["humidity"] = "%",
        ["illuminance"] = "lx",
        ["irradiance"] = "W/m² BTU/(h⋅ft²)",
        ["moisture"] = "%",
        ["nitrogen_dioxide"] = "µg/m³",
        ["ozone"] = "µg/m³",
        ["ph"] = "",
        ["pm1"] = "µg/m³",
        ["pm10"] = "µg/m³",
        ["pm25"] = "µg/m³",
        ["power"] = "mW W kW MW GW TW BTU/h",
        ["power_factor"] = "- %",
        ["precipitation"] = "cm in mm",
        ["precipitation_intensity"] = "in/d in/h mm/d mm/h",
        ["pressure"] = "cbar bar hPa mmHg inHg kPa mbar Pa psi",
        ["reactive_power"] = "mvar var kvar",
        ["signal_strength"] = "dB dBm",
        ["sound_pressure"] = "dB dBA",
        ["speed"] = "ft/s in/d in/h in/s km/h kn m/s mph mm/d mm/h mm/s",
        ["temperature"] = "°C °F K",
        ["volatile_organic_compounds"] = "µg/m³ mg/m³",
        ["voltage"] = "V mV µV kV MV",
        ["volume"] = "L mL gal fl.oz. m³ ft³ CCF MCF",
        ["volume_flow_rate"] = "m³/h m³/min m³/s ft³/min L/h L/min L/s gal/d gal/h gal/min mL/s",
        ["water"] = "L gal m³ ft³ CCF MCF",
        ["weight"] = "kg g mg µg oz lb st",
        ["wind_direction"] = "°",
        ["wind_speed"] = "ft/s km/h kn m/s mph",
    };

    private static readonly string[] BinaryClasses =
    [
        "battery", "battery_charging", "carbon_monoxide", "cold", "connectivity", "door", "garage_door", "gas", "heat", "light", "lock",
        "moisture", "motion",
        "moving", "occupancy", "opening", "plug", "power", "presence", "problem", "running", "safety", "smoke", "sound", "tamper", "update",
        "vibration", "window",
    ];

    /// <summary>Device classes of meters, which have no mean.</summary>
    private static readonly string[] Counted = ["energy", "gas", "water", "volume"];

    /// <summary>Fails if the message is not a device's discovery.</summary>
    public static void Check(string topic, JsonElement message)
    {
        Assert.MatchesRegex("^[^+#]+/device/[a-zA-Z0-9_-]+/config$", topic);
        CheckOptions("root", message, Root, ["device", "origin", "components"]);
        JsonElement device = message.GetProperty("device");
        CheckOptions("device", device, Device, []);
        Assert.IsTrue(device.TryGetProperty("identifiers", out _)
            || device.TryGetProperty("connections", out _), "A device has an identifier.");
        if (device.TryGetProperty("configuration_url", out JsonElement url))
        {
            Assert.MatchesRegex("^(https?|homeassistant)://", url.GetString()!);
        }

        CheckOptions("origin", message.GetProperty("origin"), Origin, ["name"]);
        HashSet<string> identities = [];
        foreach (JsonProperty component in message.GetProperty("components").EnumerateObject())
        {
            CheckComponent(component, identities);
        }
    }

    private static void CheckComponent(JsonProperty component, HashSet<string> identities)
    {
        JsonElement entity = component.Value;
        string platform = entity.GetProperty("platform").GetString()!;
        Assert.IsTrue(Options.ContainsKey(platform), platform);
        if (entity.EnumerateObject().Count() == 1)
        {
            // Removed.
            return;
        }

        CheckOptions(component.Name, entity, [.. Entity, .. Options[platform]], ["unique_id", .. Required[platform]]);
        Assert.IsTrue(identities.Add($"{platform} {entity.GetProperty("unique_id").GetString()}"), "Two entities have one unique_id.");
        string? deviceClass = Text(entity, "device_class");
        string? unit = Text(entity, "unit_of_measurement");
        switch (platform)
        {
            case "binary_sensor":
                Assert.IsTrue(deviceClass is null || BinaryClasses.Contains(deviceClass), deviceClass);
                break;
            case "switch":
                Assert.IsTrue(deviceClass is null or "outlet" or "switch", deviceClass);
                break;
            case "number":
                Assert.IsLessThan(entity.GetProperty("max").GetDecimal(), entity.GetProperty("min").GetDecimal());
                Assert.IsGreaterThanOrEqualTo(0.001m, entity.GetProperty("step").GetDecimal());
                CheckUnit(deviceClass, unit);
                break;
            case "sensor":
                CheckUnit(deviceClass, unit);
                CheckStateClass(deviceClass, Text(entity, "state_class"), unit);
                break;
        }
    }

    private static void CheckUnit(string? deviceClass, string? unit)
    {
        if (deviceClass is not null)
        {
            Assert.IsTrue(Units.TryGetValue(deviceClass, out string? units), deviceClass);
            bool isOne = unit is null ? units!.Length == 0 || units.Split(' ').Contains("-") : units!.Split(' ').Contains(unit);
            Assert.IsTrue(isOne, $"{deviceClass} is not measured in {unit ?? "nothing"}.");
        }
    }

    private static void CheckStateClass(string? deviceClass, string? stateClass, string? unit)
    {
        Assert.IsTrue(stateClass is null or "measurement" or "total" or "total_increasing" or "measurement_angle", stateClass);
        Assert.IsTrue(unit is null || stateClass is not null || deviceClass == "wind_direction", "Statistics need a state class.");
        if (stateClass is not null && deviceClass is not null)
        {
            Assert.AreEqual(
                Counted.Contains(deviceClass), stateClass.StartsWith("total", StringComparison.Ordinal), $"{deviceClass}, {stateClass}");
            Assert.AreNotEqual("wind_direction", deviceClass);
        }
    }

    private static void CheckOptions(string what, JsonElement element, string[] known, string[] required)
    {
        string[] names = [.. element.EnumerateObject().Select(static option => option.Name)];
        Assert.AreEqual("", string.Join(' ', names.Except(known)), $"{what}: not documented");
        Assert.AreEqual("", string.Join(' ', required.Except(names)), $"{what}: required");
        foreach (
            JsonProperty topic in element.EnumerateObject()
                .Where(static option => option.Name.EndsWith("_topic", StringComparison.Ordinal)))
        {
            Assert.MatchesRegex("^[^+#\\0]+$", topic.Value.GetString()!);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
