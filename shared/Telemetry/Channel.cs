using System;

namespace Sensorcast.Telemetry;

/// <summary>
/// One measured quantity: what it is called, what it is measured in and how often it is read. The type of its sensor says what its readings
/// are.
/// </summary>
public sealed class Channel
{
    /// <summary>The longest name in characters.</summary>
    public const int MaxNameLength = 32;

    /// <summary>The longest unit in characters.</summary>
    public const int MaxUnitLength = 16;

    /// <summary>The longest text that is a reading, in characters.</summary>
    public const int MaxTextLength = 64;

    /// <summary>The exponents that a reading may have: from minus this to this.</summary>
    public const int MaxExponent = 9;

    private const string OthersInName = "-:./_";
    private const int MicrosecondsPerMillisecond = 1000;
    private const int MaxBatchLength = 200;

    /// <summary>Describes a channel of numbers.</summary>
    /// <param name="name">
    /// The SenML name (RFC 8428 section 4.5.1), which follows the server's base name: 1 to 32 letters, digits and
    /// <c>- : . / _</c>.
    /// </param>
    /// <param name="unit">A unit from the SenML registry (RFC 8428 section 12.1, RFC 8798), such as <c>Cel</c> or <c>%RH</c>.</param>
    /// <param name="exponent">The power of ten of a reading, -9 to 9: with -2, a reading of 2157 is 21.57.</param>
    /// <param name="periodMilliseconds">The time from one reading to the next in milliseconds, at least 1.</param>
    /// <param name="sensor">Where the readings come from.</param>
    /// <exception cref="ArgumentException">The name, the unit or a number is out of its range.</exception>
    public Channel(string name, string unit, int exponent, int periodMilliseconds, ISensor sensor)
        : this(ChannelKind.Number, name, periodMilliseconds, sensor)
    {
        MeasureIn(unit, exponent);
    }

    /// <summary>Describes a channel of numbers that come many at a time. Each batch is a live pack of its own.</summary>
    /// <param name="name">The SenML name.</param>
    /// <param name="unit">The SenML unit.</param>
    /// <param name="exponent">The power of ten of a reading, -9 to 9.</param>
    /// <param name="intervalMicroseconds">The time from one reading to the next in microseconds, at least 1.</param>
    /// <param name="periodMilliseconds">
    /// The time from one batch to the next in milliseconds, at least the interval; at most 100 readings. What does not fit into one pack,
    /// some 50 readings, makes several.
    /// </param>
    /// <param name="sensor">Where the readings come from.</param>
    /// <exception cref="ArgumentException">The name, the unit or a number is out of its range.</exception>
    public Channel(string name, string unit, int exponent, int intervalMicroseconds, int periodMilliseconds, IBatchSensor sensor)
        : this(ChannelKind.Batch, name, periodMilliseconds, sensor)
    {
        MeasureIn(unit, exponent);
        long period = (long)periodMilliseconds * MicrosecondsPerMillisecond;
        if (intervalMicroseconds < 1 || intervalMicroseconds > period || period / intervalMicroseconds > MaxBatchLength / 2)
        {
            throw new ArgumentException(
                "A batch's interval is at least 1 us and at most its period, and a period has at most 100 readings");
        }

        IntervalMicroseconds = intervalMicroseconds;
    }

    /// <summary>Describes a channel that is true or false.</summary>
    /// <param name="name">The SenML name.</param>
    /// <param name="periodMilliseconds">The time from one reading to the next in milliseconds, at least 1.</param>
    /// <param name="sensor">Where the readings come from.</param>
    /// <exception cref="ArgumentException">The name or the period is out of its range.</exception>
    public Channel(string name, int periodMilliseconds, IBooleanSensor sensor)
        : this(ChannelKind.Boolean, name, periodMilliseconds, sensor)
    {
    }

    /// <summary>Describes a channel of text. Of its history only the newest text is kept.</summary>
    /// <param name="name">The SenML name.</param>
    /// <param name="periodMilliseconds">The time from one reading to the next in milliseconds, at least 1.</param>
    /// <param name="sensor">Where the readings come from.</param>
    /// <exception cref="ArgumentException">The name or the period is out of its range.</exception>
    public Channel(string name, int periodMilliseconds, ITextSensor sensor)
        : this(ChannelKind.Text, name, periodMilliseconds, sensor)
    {
    }

    private Channel(ChannelKind kind, string name, int periodMilliseconds, object sensor)
    {
        if (!IsText(name, MaxNameLength, OthersInName))
        {
            throw new ArgumentException("A channel's name is 1 to 32 letters, digits and - : . / _");
        }

        if (periodMilliseconds < 1)
        {
            throw new ArgumentException("A channel's period is at least 1 ms");
        }

        Kind = kind;
        Name = name;
        PeriodMilliseconds = periodMilliseconds;
        Sensor = sensor;
    }

    /// <summary>What the readings are.</summary>
    public ChannelKind Kind { get; }

    /// <summary>The SenML name, without the server's base name.</summary>
    public string Name { get; }

    /// <summary>The SenML unit, or <see langword="null"/> for what has none: text, true or false.</summary>
    public string Unit { get; private set; }

    /// <summary>The power of ten of a reading.</summary>
    public int Exponent { get; private set; }

    /// <summary>The time from one reading or batch to the next in milliseconds.</summary>
    public int PeriodMilliseconds { get; }

    /// <summary>The time from one reading of a batch to the next in microseconds.</summary>
    public int IntervalMicroseconds { get; }

    /// <summary>The maximum number of readings that a batch has: those of two periods, so that a late one loses nothing.</summary>
    public int BatchLength =>
        IntervalMicroseconds == 0 ? 0 : (int)(2L * PeriodMilliseconds * MicrosecondsPerMillisecond / IntervalMicroseconds);

    /// <summary>Where the readings come from: what the constructor was given.</summary>
    public object Sensor { get; }

    /// <summary>What sets it, or <see langword="null"/>.</summary>
    public IActuator Actuator { get; private set; }

    /// <summary>The smallest value that it can be set to, in its exponent.</summary>
    public int Min { get; private set; }

    /// <summary>The greatest value that it can be set to, in its exponent.</summary>
    public int Max { get; private set; }

    /// <summary>The last readings; <see langword="null"/> until <see cref="KeepHistory"/>. Of a batch, its last one.</summary>
    public HistoryRing History { get; private set; }

    /// <summary>What it says of itself, or <see langword="null"/>.</summary>
    public ChannelDescription Description { get; private set; }

    /// <summary>The newest reading of a channel of text.</summary>
    internal string Text { get; set; }

    /// <summary>Makes a channel of a button: there is nothing to read, so its reading is always false.</summary>
    /// <param name="name">The SenML name.</param>
    /// <param name="actuator">What it does when it is pressed; it gets 1.</param>
    /// <param name="needsConfirmation">Whether clients ask for a confirmation first.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static Channel Button(string name, IActuator actuator, bool needsConfirmation = false)
    {
        const int Minute = 60000;
        Control control = Control.MakeButton(actuator, needsConfirmation);
        return new Channel(name, Minute, control).SetBy(control);
    }

    /// <summary>Lets clients set a channel that is true or false, or one of text by a <see cref="Control"/>.</summary>
    /// <param name="actuator">What sets it.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">The channel is of another kind.</exception>
    public Channel SetBy(IActuator actuator)
    {
        bool fits = actuator is Control control ? Kind != ChannelKind.Number && control.Fits(Kind) : Kind == ChannelKind.Boolean;
        if (!fits)
        {
            throw new ArgumentException(
                "A channel of numbers needs a range to be set in, text a control of text, and batches cannot be set");
        }

        Actuator = actuator;
        Max = 1;
        return this;
    }

    /// <summary>Lets clients set a channel of numbers.</summary>
    /// <param name="actuator">What sets it.</param>
    /// <param name="min">The minimum, in the channel's exponent.</param>
    /// <param name="max">The maximum, in the channel's exponent, above the minimum.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">The channel is of another kind, or the range is empty.</exception>
    public Channel SetBy(IActuator actuator, int min, int max)
    {
        if (Kind != ChannelKind.Number || (actuator is Control control && !control.Fits(Kind)))
        {
            throw new ArgumentException("Only a channel of numbers has a range to be set in");
        }

        if (min >= max)
        {
            throw new ArgumentException("The minimum that a channel can be set to is below the maximum");
        }

        Actuator = actuator;
        Min = min;
        Max = max;
        return this;
    }

    /// <summary>Says more of the channel: a title, a group, what it is, its range and its levels.</summary>
    /// <param name="description">What it says; checked here.</param>
    /// <returns>The channel.</returns>
    /// <exception cref="ArgumentException">Something of it is not valid.</exception>
    public Channel Describe(ChannelDescription description)
    {
        description.Check(Name, Unit != null);
        Description = description;
        return this;
    }

    /// <summary>Starts an empty history.</summary>
    /// <param name="length">How many readings it keeps, at least 1; each costs 8 bytes of heap.</param>
    public void KeepHistory(int length)
    {
        History = new HistoryRing(Kind == ChannelKind.Text ? 1 : length);
    }

    /// <summary>Whether a name may have the character (RFC 8428 section 4.5.1).</summary>
    internal static bool MayBeInName(char c)
    {
        return IsLetterOrDigitOr(OthersInName, c);
    }

    internal static bool IsLetterOrDigit(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static bool IsText(string text, int maxLength, string othersAllowed)
    {
        if (text == null || text.Length == 0 || text.Length > maxLength)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!IsLetterOrDigitOr(othersAllowed, c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrDigitOr(string others, char c)
    {
        return IsLetterOrDigit(c) || others.IndexOf(c) >= 0;
    }

    private void MeasureIn(string unit, int exponent)
    {
        if (!IsText(unit, MaxUnitLength, "%/()-"))
        {
            throw new ArgumentException("A channel's unit is one of the SenML registry, such as Cel or %RH");
        }

        if (exponent < -MaxExponent || exponent > MaxExponent)
        {
            throw new ArgumentException("A channel's exponent is -9 to 9");
        }

        Unit = unit;
        Exponent = exponent;
    }
}
