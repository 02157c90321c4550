using Sensorcast.Client;

namespace Sensorcast.Cli.Notation;

/// <summary>Writes a value for people.</summary>
internal static class ValueText
{
    public static string Of(ReadingValue value, string? unit) => value.Kind switch
    {
        ReadingKind.Number => NumberNotation.Write(value.Number, -value.Number.Scale, unit),
        ReadingKind.Boolean => value.Boolean ? "on" : "off",
        _ => Printable.Of(value.ToString()),
    };
}
