using System.Collections.Frozen;

namespace Sensorcast.Cli.Bridge.HomeAssistant;

/// <summary>
/// Home Assistant's units and device classes, as far as a board's channels have them. Home Assistant drops an entity whose unit is not one
/// of its device class's, so a device class is only given where both agree.
/// </summary>
internal static class DeviceClass
{
    private const string Micrograms = "\u00B5g/m\u00B3";

    /// <summary>SenML units (RFC 8428, RFC 8798) that Home Assistant writes differently.</summary>
    private static readonly FrozenDictionary<string, string?> Units = new Dictionary<string, string?>
    {
        ["Cel"] = "\u00B0C",
        ["%RH"] = "%",
        ["%EL"] = "%",
        ["/100"] = "%",
        ["EL"] = "s",
        ["l"] = "L",
        ["l/s"] = "L/s",
        ["m2"] = "m\u00B2",
        ["m3"] = "m\u00B3",
        ["m3/s"] = "m\u00B3/s",
        ["m/s2"] = "m/s\u00B2",
        ["kg/m3"] = "kg/m\u00B3",
        ["W/m2"] = "W/m\u00B2",
        ["ug/m3"] = Micrograms,
        ["Ohm"] = "\u03A9",
        ["deg"] = "\u00B0",
        ["lat"] = "\u00B0",
        ["lon"] = "\u00B0",
        ["bit/s"] = "bit/s",
        ["beat/min"] = "bpm",
        ["/"] = null,
        ["count"] = null,
        ["pH"] = null,
    }.ToFrozenDictionary();

    /// <summary>The device class of a unit that has only one.</summary>
    private static readonly FrozenDictionary<string, string> UsualKinds = new Dictionary<string, string>
    {
        ["Cel"] = "temperature",
        ["K"] = "temperature",
        ["%RH"] = "humidity",
        ["%EL"] = "battery",
        ["Pa"] = "pressure",
        ["hPa"] = "pressure",
        ["V"] = "voltage",
        ["mV"] = "voltage",
        ["A"] = "current",
        ["mA"] = "current",
        ["W"] = "power",
        ["kW"] = "power",
        ["VA"] = "apparent_power",
        ["Hz"] = "frequency",
        ["lx"] = "illuminance",
        ["W/m2"] = "irradiance",
        ["kg"] = "weight",
        ["g"] = "weight",
        ["m/s"] = "speed",
        ["dBm"] = "signal_strength",
        ["pH"] = "ph",
    }.ToFrozenDictionary();

    /// <summary>The units of each device class of a number, "no unit" as an empty text; only those that a board can have.</summary>
    private static readonly FrozenDictionary<string, string[]> UnitsOfKind = new Dictionary<string, string[]>
    {
        ["apparent_power"] = ["VA", "kVA"],
        ["aqi"] = [""],
        ["area"] = ["m\u00B2"],
        ["atmospheric_pressure"] = ["Pa", "hPa"],
        ["battery"] = ["%"],
        ["carbon_dioxide"] = ["ppm"],
        ["carbon_monoxide"] = ["ppm"],
        ["conductivity"] = ["S/cm"],
        ["current"] = ["A", "mA"],
        ["data_rate"] = ["bit/s", "Mbit/s", "B/s", "MB/s"],
        ["data_size"] = ["bit", "B", "KiB", "MB", "GB"],
        ["distance"] = ["m", "mm", "cm", "km"],
        ["duration"] = ["s", "ms", "min", "h", "d"],
        ["energy"] = ["J", "Wh", "kWh"],
        ["frequency"] = ["Hz", "MHz"],
        ["gas"] = ["m\u00B3"],
        ["humidity"] = ["%"],
        ["illuminance"] = ["lx"],
        ["irradiance"] = ["W/m\u00B2"],
        ["moisture"] = ["%"],
        ["nitrogen_dioxide"] = [Micrograms],
        ["ozone"] = [Micrograms],
        ["ph"] = [""],
        ["pm1"] = [Micrograms],
        ["pm10"] = [Micrograms],
        ["pm25"] = [Micrograms],
        ["power"] = ["W", "kW"],
        ["power_factor"] = ["", "%"],
        ["precipitation"] = ["mm", "cm"],
        ["precipitation_intensity"] = ["mm/h"],
        ["pressure"] = ["Pa", "hPa"],
        ["reactive_power"] = ["var", "kvar"],
        ["signal_strength"] = ["dB", "dBm"],
        ["sound_pressure"] = ["dB"],
        ["speed"] = ["m/s", "km/h", "mm/h"],
        ["temperature"] = ["\u00B0C", "K"],
        ["volatile_organic_compounds"] = [Micrograms],
        ["voltage"] = ["V", "mV"],
        ["volume"] = ["m\u00B3", "L"],
        ["volume_flow_rate"] = ["m\u00B3/s", "L/s"],
        ["water"] = ["m\u00B3", "L"],
        ["weight"] = ["kg", "g"],
        ["wind_direction"] = ["\u00B0"],
        ["wind_speed"] = ["m/s", "km/h"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> OfBinarySensors = new[]
    {
        "battery", "carbon_monoxide", "cold", "connectivity", "door", "garage_door", "gas", "heat", "light", "lock", "moisture", "motion",
        "moving", "occupancy",
        "opening", "plug", "power", "presence", "problem", "running", "safety", "smoke", "sound", "tamper", "vibration", "window",
    }.ToFrozenSet();

    /// <summary>How Home Assistant writes a SenML unit; empty if it has no such unit.</summary>
    public static string? UnitOf(string? senmlUnit) =>
        senmlUnit is null ? null : Units.TryGetValue(senmlUnit, out string? unit) ? unit : senmlUnit;

    /// <summary>The device class of numbers: the channel's kind, or that of its unit, if the class has the unit.</summary>
    public static string? OfNumbers(string? kind, string? senmlUnit)
    {
        kind ??= senmlUnit is null ? null : UsualKinds.GetValueOrDefault(senmlUnit);
        bool isKnown = kind is not null && UnitsOfKind.TryGetValue(kind, out string[]? units) && units.Contains(UnitOf(senmlUnit) ?? "");
        return isKnown ? kind : null;
    }

    /// <summary>The device class of a boolean.</summary>
    public static string? OfBinary(string? kind) => kind is not null && OfBinarySensors.Contains(kind) ? kind : null;

    /// <summary>
    /// Whether Home Assistant keeps the mean of the readings, or a meter's count; empty for values without a sensible mean.
    /// </summary>
    public static string? StateClassOf(string? deviceClass) => deviceClass switch
    {
        "energy" or "gas" or "water" or "volume" => "total_increasing",
        "wind_direction" => null,
        _ => "measurement",
    };
}
