using System.Globalization;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Constants as the lists write them.</summary>
internal static class Constants
{
    public static object OfField(string type, string text) => type switch
    {
        "string" => text,
        "char" => (char)int.Parse(text, CultureInfo.InvariantCulture),
        _ => OfValueType(type, text),
    };

    /// <summary>A default writes a character as itself; null is also the default of a struct.</summary>
    public static object? OfParameter(string type, string text) => text switch
    {
        "null" => null,
        _ when type == "string" => text,
        _ when type == "char" => text.Single(),
        _ => OfValueType(type, text),
    };

    /// <summary>The lists do not have an enum's underlying type: int, unless a value does not fit.</summary>
    public static string UnderlyingType(ApiType enumeration)
    {
        List<long> values = [.. enumeration.Members.Select(member => long.Parse(member.Value!, CultureInfo.InvariantCulture))];
        return values.TrueForAll(value => value is >= int.MinValue and <= int.MaxValue) ? "int"
            : values.TrueForAll(value => value is >= 0 and <= uint.MaxValue) ? "uint"
            : "long";
    }

    public static object OfEnum(string underlyingType, string text) => OfValueType(underlyingType, text);

    private static object OfValueType(string type, string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return type switch
        {
            "bool" => bool.Parse(text),
            "byte" => byte.Parse(text, culture),
            "sbyte" => sbyte.Parse(text, culture),
            "short" => short.Parse(text, culture),
            "ushort" => ushort.Parse(text, culture),
            "uint" => uint.Parse(text, culture),
            "long" => long.Parse(text, culture),
            "ulong" => ulong.Parse(text, culture),
            "float" => float.Parse(text, culture),
            "double" => double.Parse(text, culture),
            _ => int.Parse(text, culture), // int, or an enum
        };
    }
}
