using System.Text.RegularExpressions;

namespace Sensorcast.Cli.Notation;

/// <summary>How people write a unit of the SenML registries, and between which powers of ten it takes a prefix.</summary>
/// <param name="Symbol">What people write.</param>
/// <param name="Power">The power of ten that a value is multiplied by.</param>
/// <param name="Lowest">The power of ten of the smallest prefix.</param>
/// <param name="Highest">The power of ten of the largest prefix; the same as the smallest for a unit that takes none.</param>
internal sealed partial record UnitNotation(string Symbol, int Power, int Lowest, int Highest)
{
    private const int Pico = -12;
    private const int Kilo = 3;
    private const int Tera = 12;

    /// <summary>The prefixes from pico on, a factor of 1,000 each.</summary>
    private static readonly string[] Prefixes = ["p", "n", "µ", "m", "", "k", "M", "G", "T"];

    private static readonly HashSet<string> WithPrefixes =
    [
        "A", "V", "W", "J", "N", "C", "F", "H", "S", "T", "Ohm", "Pa", "Hz", "Bq", "Gy", "Sv", "Wb", "VA", "var", "Wh", "Ah", "VAh", "varh",
        "mol", "kat", "lm", "lx", "cd", "bit", "B",
    ];

    private static readonly Dictionary<string, UnitNotation> Special = new()
    {
        [""] = Plain(""),
        ["count"] = Plain(""),
        ["Cel"] = Plain("°C"),
        ["deg"] = Plain("°"),
        ["l"] = Plain("L"),
        ["l/s"] = Plain("L/s"),
        ["%EL"] = Plain("%"),
        ["/"] = new UnitNotation("%", 2, 0, 0),
        ["pH"] = Plain("pH"),
        ["m"] = new UnitNotation("m", 0, Pico, Kilo),
        ["s"] = new UnitNotation("s", 0, Pico, 0),
        ["g"] = new UnitNotation("g", 0, Pico, Kilo),
    };

    /// <summary>Whether it takes a prefix at all.</summary>
    public bool TakesPrefix => Lowest < Highest;

    public static UnitNotation Of(string? unit)
    {
        string name = unit ?? "";
        if ((Find(name) ?? WithoutPrefix(name)) is UnitNotation notation)
        {
            return notation;
        }

        return Plain(Written(name));
    }

    /// <summary>The symbol with the prefix of a power of ten.</summary>
    public string WithPrefix(int power) => Prefixes[(power - Pico) / 3] + Symbol;

    private static UnitNotation? Find(string unit)
    {
        if (Special.TryGetValue(unit, out UnitNotation? special))
        {
            return special;
        }

        string head = unit.Split('/')[0];
        return WithPrefixes.Contains(head) ? new UnitNotation(Written(unit), 0, head is "bit" or "B" ? 0 : Pico, Tera) : null;
    }

    /// <summary>A unit that has a prefix already: mA is A.</summary>
    private static UnitNotation? WithoutPrefix(string unit)
    {
        int prefix = unit.Length < 2 ? -1 : Array.IndexOf(Prefixes, unit[0] == 'u' ? "µ" : unit[..1]);
        return prefix >= 0 && Find(unit[1..]) is { TakesPrefix: true } notation ? notation with { Power = Pico + (3 * prefix) } : null;
    }

    private static UnitNotation Plain(string symbol) => new(symbol, 0, 0, 0);

    /// <summary>The registries write Ohm, ug and m3; people write Ω, µg and m³.</summary>
    private static string Written(string unit)
    {
        string symbol = unit.Replace("Ohm", "Ω", StringComparison.Ordinal);
        symbol = symbol.StartsWith("ug", StringComparison.Ordinal) ? "µ" + symbol[1..] : symbol;
        return Exponent().Replace(symbol, static match => match.Value == "2" ? "²" : "³");
    }

    [GeneratedRegex("(?<=[A-Za-z])[23]$")]
    private static partial Regex Exponent();
}
