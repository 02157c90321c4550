using System;

namespace Sensorcast.Telemetry;

/// <summary>One measured quantity: what it is called, its unit, its resolution and how often it is read.</summary>
public sealed class Channel
{
    /// <summary>The longest name in characters.</summary>
    public const int MaxNameLength = 32;

    /// <summary>The longest unit in characters.</summary>
    public const int MaxUnitLength = 16;

    /// <summary>The exponents that a reading may have: from minus this to this.</summary>
    public const int MaxExponent = 9;

    /// <summary>Describes a channel.</summary>
    /// <param name="name">
    /// The SenML name (RFC 8428 section 4.5.1), which goes behind the server's base name: 1 to 32 letters, digits and
    /// <c>- : . / _</c>.
    /// </param>
    /// <param name="unit">A unit from the SenML registry (RFC 8428 section 12.1, RFC 8798), such as <c>Cel</c> or <c>%RH</c>.</param>
    /// <param name="exponent">The power of ten of a reading, -9 to 9: with -2, a reading of 2157 is 21.57.</param>
    /// <param name="periodMilliseconds">The time from one reading to the next in milliseconds, at least 1.</param>
    /// <param name="sensor">Where the readings come from.</param>
    /// <exception cref="ArgumentException">The name, the unit or a number is out of its range.</exception>
    public Channel(string name, string unit, int exponent, int periodMilliseconds, ISensor sensor)
    {
        if (!IsText(name, MaxNameLength, "-:./_"))
        {
            throw new ArgumentException("A channel's name is 1 to 32 letters, digits and - : . / _");
        }

        if (!IsText(unit, MaxUnitLength, "%/()-"))
        {
            throw new ArgumentException("A channel's unit is one of the SenML registry, such as Cel or %RH");
        }

        if (exponent < -MaxExponent || exponent > MaxExponent)
        {
            throw new ArgumentException("A channel's exponent is -9 to 9");
        }

        if (periodMilliseconds < 1)
        {
            throw new ArgumentException("A channel's period is at least 1 ms");
        }

        Name = name;
        Unit = unit;
        Exponent = exponent;
        PeriodMilliseconds = periodMilliseconds;
        Sensor = sensor;
    }

    /// <summary>The SenML name, without the server's base name.</summary>
    public string Name { get; }

    /// <summary>The SenML unit.</summary>
    public string Unit { get; }

    /// <summary>The power of ten of a reading.</summary>
    public int Exponent { get; }

    /// <summary>The time from one reading to the next in milliseconds.</summary>
    public int PeriodMilliseconds { get; }

    /// <summary>Where the readings come from.</summary>
    public ISensor Sensor { get; }

    /// <summary>The last readings; <see langword="null"/> until <see cref="KeepHistory"/>.</summary>
    public HistoryRing History { get; private set; }

    /// <summary>Starts an empty history.</summary>
    /// <param name="length">How many readings it keeps, at least 1; each costs 8 bytes of heap.</param>
    public void KeepHistory(int length)
    {
        History = new HistoryRing(length);
    }

    private static bool IsText(string text, int maxLength, string othersAllowed)
    {
        if (text == null || text.Length == 0 || text.Length > maxLength)
        {
            return false;
        }

        foreach (char c in text)
        {
            bool isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && !othersAllowed.Contains(c.ToString()))
            {
                return false;
            }
        }

        return true;
    }
}
