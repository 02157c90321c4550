using System;
using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>
/// What a channel can be set to, where that is more than true or false or a number in the step of its exponent: a text, a choice, a button,
/// a number with a step of its own, or something that takes its time. It is given to the channel as its actuator.
/// </summary>
public sealed class Control : IActuator, IBooleanSensor
{
    /// <summary>The maximum size of a text that is set, in bytes of UTF-8.</summary>
    public const int MaxTextSize = 64;

    /// <summary>The maximum number of choices.</summary>
    public const int MaxOptions = 16;

    /// <summary>
    /// The maximum size of all choices together as JSON, in bytes: each with its quotation marks, a comma, and what is escaped.
    /// </summary>
    public const int MaxOptionsSize = 240;

    private readonly IActuator _actuator;
    private readonly ITextActuator _textActuator;
    private readonly string[] _options;
    private readonly byte[][] _optionBytes;

    private Control(IActuator actuator, ITextActuator textActuator, string[] options)
    {
        _actuator = actuator;
        _textActuator = textActuator;
        _options = options;
        if (options != null)
        {
            _optionBytes = new byte[options.Length][];
            for (int i = 0; i < options.Length; i++)
            {
                _optionBytes[i] = Encoding.UTF8.GetBytes(options[i]);
            }
        }
    }

    /// <summary>
    /// How long it takes at most until the reading has followed, in milliseconds; 0: it follows at once. Until then clients show that it
    /// is under way.
    /// </summary>
    public int TakesMilliseconds { get; set; }

    /// <summary>Of a number, what it is set to in steps of; 0: in steps of the channel's exponent.</summary>
    internal int Step { get; private set; }

    /// <summary>Of a text, its maximum size in bytes of UTF-8; else 0.</summary>
    internal int MaxSize { get; private set; }

    /// <summary>Of a choice, what there is; else <see langword="null"/>.</summary>
    internal string[] Options => _options;

    /// <summary>The same in UTF-8.</summary>
    internal byte[][] OptionBytes => _optionBytes;

    internal bool IsButton { get; private set; }

    /// <summary>Of a button, whether people are asked first.</summary>
    internal bool NeedsConfirmation { get; private set; }

    /// <summary>A number with a step of its own. Its range is that of <see cref="Channel.SetBy(IActuator, int, int)"/>.</summary>
    /// <param name="actuator">What sets it.</param>
    /// <param name="step">What it is set in steps of, from the lowest value on, in the channel's exponent: at least 1.</param>
    /// <returns>The actuator of the channel.</returns>
    /// <exception cref="ArgumentException">The step is out of its range.</exception>
    public static Control Number(IActuator actuator, int step = 1)
    {
        if (step < 1)
        {
            throw new ArgumentException("A step is at least 1");
        }

        return new Control(actuator, null, null) { Step = step };
    }

    /// <summary>True or false, for something that takes its time.</summary>
    /// <param name="actuator">What sets it.</param>
    /// <returns>The actuator of the channel.</returns>
    public static Control Boolean(IActuator actuator)
    {
        return new Control(actuator, null, null);
    }

    /// <summary>A text.</summary>
    /// <param name="actuator">What sets it.</param>
    /// <param name="maxSize">The maximum size in bytes of UTF-8, 1 to <see cref="MaxTextSize"/>.</param>
    /// <returns>The actuator of the channel.</returns>
    /// <exception cref="ArgumentException">The size is out of its range.</exception>
    public static Control Text(ITextActuator actuator, int maxSize)
    {
        if (maxSize < 1 || maxSize > MaxTextSize)
        {
            throw new ArgumentException("A text that is set has at most 1 to 64 bytes");
        }

        return new Control(null, actuator, null) { MaxSize = maxSize };
    }

    /// <summary>A choice among texts.</summary>
    /// <param name="actuator">What sets it; it gets one of the texts, the same object.</param>
    /// <param name="options">The texts, 1 to <see cref="MaxOptions"/>, each of 1 to <see cref="MaxTextSize"/> bytes.</param>
    /// <returns>The actuator of the channel.</returns>
    /// <exception cref="ArgumentException">There are too many texts, two are equal, or one is not valid.</exception>
    public static Control Choice(ITextActuator actuator, params string[] options)
    {
        int size = 0;
        for (int i = 0; i < options.Length; i++)
        {
            if (options[i] == null || !ChannelDescription.IsText(options[i]))
            {
                throw new ArgumentException("A choice is 1 to 64 bytes of UTF-8 without control characters");
            }

            for (int j = 0; j < i; j++)
            {
                if (options[i] == options[j])
                {
                    throw new ArgumentException("Two choices are " + options[i]);
                }
            }

            size += JsonText.Size(options[i]) + 1;
        }

        if (options.Length < 1 || options.Length > MaxOptions || size > MaxOptionsSize)
        {
            throw new ArgumentException("There are 1 to 16 choices, of at most 240 bytes together");
        }

        return new Control(null, actuator, options);
    }

    /// <summary>Sets a number, or true or false.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it was set.</returns>
    public bool TrySet(int value)
    {
        return _actuator.TrySet(value);
    }

    /// <summary>The reading of a button.</summary>
    /// <param name="value">Always false.</param>
    /// <returns>Always true.</returns>
    public bool TryRead(out bool value)
    {
        value = false;
        return true;
    }

    /// <summary>A button, whose channel is that of <see cref="IBooleanSensor"/> of its own.</summary>
    internal static Control MakeButton(IActuator actuator, bool needsConfirmation)
    {
        return new Control(actuator, null, null) { IsButton = true, NeedsConfirmation = needsConfirmation };
    }

    internal bool TrySet(string text)
    {
        return _textActuator.TrySet(text);
    }

    /// <summary>Whether it sets what the channel reads.</summary>
    internal bool Fits(ChannelKind kind)
    {
        bool isText = _textActuator != null;
        return kind == ChannelKind.Text ? isText : !isText && kind == (Step > 0 ? ChannelKind.Number : ChannelKind.Boolean);
    }

    /// <summary>Rounds a value within the range to a step.</summary>
    internal int Round(int value, int min, int max)
    {
        if (Step <= 1)
        {
            return value;
        }

        long distance = (long)value - min;
        long rounded = min + ((distance + (Step / 2)) / Step * Step);
        return (int)(rounded > max ? rounded - Step : rounded);
    }
}
