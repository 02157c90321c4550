using System.Globalization;

namespace Sensorcast.Cli.Notation;

/// <summary>Writes numbers with their units for people, by the rule of docs/notation.md.</summary>
internal static class NumberNotation
{
    private const int SignificantDigits = 6;
    private const decimal SmallestPlain = 0.0001m;
    private const decimal LargestPlain = 1_000_000_000_000_000m;

    /// <summary>Far more than any sensor measures, and less than a decimal can be scaled from.</summary>
    private const decimal LargestScaled = 100_000_000_000_000_000_000m;

    /// <summary>A narrow no-break space.</summary>
    private const char GroupSeparator = '\u202F';

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number, in the channel's unit.</param>
    /// <param name="exponent">The power of ten that the channel's last digit has.</param>
    /// <param name="unit">The unit as the registry writes it.</param>
    /// <param name="magnitude">
    /// The number that decides on the prefix: the value itself, or the largest of several that share the unit.
    /// </param>
    /// <returns>The number and the unit's symbol with its prefix.</returns>
    public static (string Number, string Symbol) Write(decimal value, int exponent, string? unit, decimal magnitude)
    {
        if (Math.Abs(value) >= LargestScaled || Math.Abs(magnitude) >= LargestScaled)
        {
            return (Scientific(value, exponent), unit ?? "");
        }

        UnitNotation notation = UnitNotation.Of(unit);
        decimal scale = PowerOfTen(notation.Power);
        (value, magnitude, exponent) = (value * scale, Math.Abs(magnitude * scale), exponent + notation.Power);
        if (!notation.TakesPrefix)
        {
            bool isPlain = magnitude == 0 || magnitude is >= SmallestPlain and < LargestPlain;
            return (isPlain ? Plain(value, Decimals(magnitude, exponent)) : Scientific(value, exponent), notation.Symbol);
        }

        int power = Math.Clamp(3 * (int)Math.Floor(Order(magnitude) / 3.0), notation.Lowest, notation.Highest);
        int decimals = Decimals(magnitude / PowerOfTen(power), exponent - power);
        if (Math.Round(magnitude / PowerOfTen(power), decimals, MidpointRounding.AwayFromZero) >= 1000 && power < notation.Highest)
        {
            power += 3;
            decimals = Decimals(Math.Max(1, magnitude / PowerOfTen(power)), exponent - power);
        }

        return (Plain(value / PowerOfTen(power), decimals), notation.WithPrefix(power));
    }

    /// <summary>Writes a number and its unit.</summary>
    public static string Write(decimal value, int exponent, string? unit)
    {
        (string number, string symbol) = Write(value, exponent, unit, value);
        return symbol.Length == 0 ? number : $"{number} {symbol}";
    }

    /// <summary>Writes a whole number with its digits in groups.</summary>
    public static string Write(long number) => Plain(number, 0);

    /// <summary>As many decimals as the channel has, but not more digits than a person reads.</summary>
    private static int Decimals(decimal magnitude, int exponent) =>
        Math.Clamp(SignificantDigits - 1 - Order(magnitude), 0, Math.Max(0, -exponent));

    private static string Plain(decimal value, int decimals)
    {
        decimal rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        string digits = Math.Abs(rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int whole = decimals == 0 ? digits.Length : digits.IndexOf('.', StringComparison.Ordinal);
        for (int i = whole - 3; whole >= 5 && i > 0; i -= 3)
        {
            digits = digits.Insert(i, GroupSeparator.ToString());
        }

        return rounded < 0 ? "-" + digits : digits;
    }

    private static string Scientific(decimal value, int exponent)
    {
        if (value == 0)
        {
            return "0";
        }

        int order = Order(Math.Abs(value));
        int decimals = Math.Clamp(order - exponent, 0, SignificantDigits - 1);
        decimal mantissa = Math.Round(value / PowerOfTen(order), decimals, MidpointRounding.AwayFromZero);
        if (Math.Abs(mantissa) >= 10)
        {
            mantissa /= 10;
            order++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Plain(mantissa, decimals)}e{order}");
    }

    /// <summary>The power of ten of the first digit; 0 for zero.</summary>
    private static int Order(decimal magnitude)
    {
        int order = 0;
        for (decimal rest = magnitude; rest >= 10; rest /= 10)
        {
            order++;
        }

        for (decimal rest = magnitude; rest is > 0 and < 1; rest *= 10)
        {
            order--;
        }

        return order;
    }

    private static decimal PowerOfTen(int power)
    {
        decimal result = 1;
        for (int i = Math.Abs(power); i > 0; i--)
        {
            result *= 10;
        }

        return power < 0 ? 1 / result : result;
    }
}
