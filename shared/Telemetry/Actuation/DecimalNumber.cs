namespace Sensorcast.Telemetry.Actuation;

/// <summary>A number as client and channel mean it: a mantissa and a power of ten.</summary>
internal sealed class DecimalNumber
{
    /// <summary>No reading is as large, in its own exponent; and a few of it still fit into 64 bits.</summary>
    private const long TooLarge = 1L << 40;

    /// <summary>A number with one digit more fits into 64 bits, and so do two of them together.</summary>
    private const long Large = 100000000000000000;

    /// <summary>With a power of ten beyond this, a number is out of every range, or nothing.</summary>
    private const int MaxExponent = 1000;

    private long _mantissa;
    private int _exponent;

    internal void Set(long mantissa, long exponent)
    {
        bool isNothing = mantissa == 0 || exponent < -MaxExponent;
        _mantissa = isNothing ? 0 : mantissa;
        _exponent = isNothing ? 0 : exponent > MaxExponent ? MaxExponent : (int)exponent;
    }

    internal void Set(DecimalNumber other)
    {
        Set(other._mantissa, other._exponent);
    }

    /// <summary>Sets it to what is out of every range.</summary>
    internal void SetHuge()
    {
        Set(1, MaxExponent);
    }

    /// <summary>Sets it to a binary fraction, as exactly as any channel needs.</summary>
    internal void Set(double value)
    {
        const double Billion = 1e9;
        const double Largest = 8e18; // fits into 64 bits, and no channel can be set to more
        double magnitude = value < 0 ? -value : value;
        if (magnitude < Billion)
        {
            Set(Round(value * Billion), -Channel.MaxExponent);
        }
        else if (magnitude < Largest)
        {
            Set(Round(value), 0);
        }
        else
        {
            // Not a number is neither below nor above.
            SetHuge();
        }
    }

    /// <summary>Adds a number. Digits that are too many for 64 bits are dropped.</summary>
    internal void Add(DecimalNumber other)
    {
        if (_mantissa == 0 || other._exponent == MaxExponent)
        {
            // Nothing brings back what is out of every range.
            Set(other);
        }
        else if (other._mantissa != 0 && _exponent != MaxExponent)
        {
            long addend = other._mantissa;
            int exponent = other._exponent;
            Rescale(ref addend, ref exponent, _exponent);
            Rescale(ref _mantissa, ref _exponent, exponent);
            MakeCoarser(ref addend, ref exponent, _exponent);
            MakeCoarser(ref _mantissa, ref _exponent, exponent);
            Set(_mantissa + addend, exponent);
        }
    }

    /// <summary>The number in units of ten to the power of an exponent, rounded, a half away from zero.</summary>
    /// <returns><see langword="false"/> when it is larger than any reading.</returns>
    internal bool TryScale(int exponent, out long scaled)
    {
        scaled = _mantissa;
        int shift = _exponent - exponent;
        for (; shift > 0 && scaled != 0 && scaled < TooLarge && scaled > -TooLarge; shift--)
        {
            scaled *= 10;
        }

        for (; shift < -1 && scaled != 0; shift++)
        {
            scaled /= 10;
        }

        if (shift == -1)
        {
            scaled = (scaled + (scaled < 0 ? -5 : 5)) / 10;
        }

        return scaled < TooLarge && scaled > -TooLarge;
    }

    /// <summary>Brings a mantissa to a smaller power of ten, as far as its digits leave room.</summary>
    private static void Rescale(ref long mantissa, ref int exponent, int wanted)
    {
        while (mantissa >= 10 * Large || mantissa <= -10 * Large)
        {
            mantissa /= 10;
            exponent++;
        }

        for (; exponent > wanted && mantissa < Large && mantissa > -Large; exponent--)
        {
            mantissa *= 10;
        }
    }

    /// <summary>Brings a mantissa to a larger power of ten.</summary>
    private static void MakeCoarser(ref long mantissa, ref int exponent, int wanted)
    {
        for (; exponent < wanted; exponent++)
        {
            mantissa /= 10;
        }
    }

    private static long Round(double value)
    {
        return (long)(value < 0 ? value - 0.5 : value + 0.5);
    }
}
