using System.Globalization;
using System.Numerics;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// A number of a pack, as exact as a reader must keep it: all its digits; but of more than 64 bits hold, or of a binary fraction, the last
/// ones may be lost, so that it is anything between two numbers.
/// </summary>
internal sealed record ExactNumber
{
    private const int MaxExponent = 3000;
    private const int FractionBits = 52;

    private static readonly BigInteger Max64Bits = BigInteger.Pow(10, 17);

    private readonly BigInteger _min;
    private readonly BigInteger _max;
    private readonly int _exponent;

    private ExactNumber(BigInteger min, BigInteger max, int exponent)
    {
        // With more digits than 64 bits hold, the last ones may be dropped.
        BigInteger margin = BigInteger.Max(BigInteger.Abs(min), BigInteger.Abs(max)) >= Max64Bits
            ? BigInteger.Max(BigInteger.Abs(min), BigInteger.Abs(max)) / BigInteger.Pow(10, 15) : 0;
        _min = min - margin;
        _max = max + margin;
        _exponent = exponent;
    }

    /// <summary>What is out of every range.</summary>
    internal static ExactNumber Huge { get; } = new(1, 1, MaxExponent);

    internal static ExactNumber Of(BigInteger mantissa, BigInteger exponent) =>
        mantissa.IsZero || exponent < -MaxExponent ? new(0, 0, 0)
        : exponent > MaxExponent ? new(mantissa, mantissa, MaxExponent)
        : new(mantissa, mantissa, (int)exponent);

    internal static ExactNumber Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return Huge;
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int power = (int)(bits >> FractionBits) & 0x7FF;
        BigInteger mantissa = (bits & ((1L << FractionBits) - 1)) | (power == 0 ? 0 : 1L << FractionBits);
        power = Math.Max(power, 1) - 1023 - FractionBits;
        mantissa = value < 0 ? -mantissa : mantissa;

        // A power of two is also one of five and one of ten, which is taken so small that a billionth is whole: the reader may keep no more
        // of a small number, and of a large one its whole part.
        int exponent = Math.Min(power, -9);
        BigInteger whole = mantissa
            * (power < 0 ? BigInteger.Pow(5, -power) * BigInteger.Pow(10, power - exponent)
                : BigInteger.Pow(2, power) * BigInteger.Pow(10, -exponent));
        BigInteger one = BigInteger.Pow(10, -exponent);
        BigInteger margin = (Math.Abs(value) < 1e9 ? one / 1000000000 : one / 2) + (BigInteger.Abs(whole) >> 50);
        return new(whole - margin, whole + margin, exponent);
    }

    /// <summary>A number of JSON.</summary>
    internal static ExactNumber Of(string json)
    {
        string[] parts = json.Split('e', 'E');
        string[] digits = parts[0].Split('.');
        BigInteger exponent = parts.Length > 1
            ? BigInteger.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        BigInteger mantissa = BigInteger.Parse(string.Concat(digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Of(mantissa, exponent - (digits.Length > 1 ? digits[1].Length : 0));
    }

    public static ExactNumber operator +(ExactNumber a, ExactNumber b)
    {
        int exponent = Math.Min(a._exponent, b._exponent);
        BigInteger left = BigInteger.Pow(10, a._exponent - exponent);
        BigInteger right = BigInteger.Pow(10, b._exponent - exponent);
        BigInteger lost = a.IsZero || b.IsZero ? 0
            : BigInteger.Max(BigInteger.Abs(a._max) * left, BigInteger.Abs(b._max) * right) is var max && max >= Max64Bits
            ? max / BigInteger.Pow(10, 15) : 0;
        return new((a._min * left) + (b._min * right) - lost, (a._max * left) + (b._max * right) + lost, exponent);
    }

    private bool IsZero => _min.IsZero && _max.IsZero;

    /// <summary>
    /// The number in units of ten to the power of an exponent, rounded, a half away from zero: from what it may be to what it may be.
    /// </summary>
    internal (BigInteger Min, BigInteger Max) Scale(int exponent) => (Round(_min, exponent), Round(_max, exponent));

    private BigInteger Round(BigInteger mantissa, int exponent)
    {
        int shift = _exponent - exponent;
        if (shift >= 0)
        {
            return mantissa * BigInteger.Pow(10, shift);
        }

        BigInteger unit = BigInteger.Pow(10, -shift);
        BigInteger rounded = ((2 * BigInteger.Abs(mantissa)) + unit) / (2 * unit);
        return mantissa.Sign * rounded;
    }
}
