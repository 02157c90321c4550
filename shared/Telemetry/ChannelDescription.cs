using System;
using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>
/// What a channel says of itself to people and programs, in the first record that a client gets of it. All of it may be left out. A channel
/// keeps what it was given: a change afterwards has no effect.
/// </summary>
public sealed class ChannelDescription
{
    /// <summary>The maximum size of a title or a group in bytes of UTF-8.</summary>
    public const int MaxTextSize = 64;

    // Home Assistant's device classes, those of sensors and then those of binary sensors that are not among them.
    private const string Kinds =
        " apparent_power aqi area atmospheric_pressure battery carbon_dioxide carbon_monoxide conductivity current data_rate"
        + " data_size distance duration energy frequency gas humidity illuminance irradiance moisture nitrogen_dioxide ozone ph"
        + " pm1 pm10 pm25 power power_factor precipitation precipitation_intensity pressure reactive_power signal_strength"
        + " sound_pressure speed temperature volatile_organic_compounds voltage volume volume_flow_rate water weight"
        + " wind_direction wind_speed"
        + " cold connectivity door garage_door heat light lock motion moving occupancy opening plug presence problem running"
        + " safety smoke sound tamper vibration window ";

    private const int FirstPrintable = 0x20;
    private const int FirstControl2 = 0x7F;
    private const int LastControl2 = 0x9F;

    /// <summary>What people call it, such as <c>Living room</c>, or <see langword="null"/>.</summary>
    public string Title { get; set; }

    /// <summary>What it is shown together with, such as <c>Ground floor</c>, or <see langword="null"/>.</summary>
    public string Group { get; set; }

    /// <summary>
    /// What it is, such as <c>temperature</c> or <c>door</c>: one of the list in docs/readings.md, or <see langword="null"/>.
    /// </summary>
    public string Kind { get; set; }

    internal bool HasExpected { get; private set; }

    internal int ExpectedMin { get; private set; }

    internal int ExpectedMax { get; private set; }

    internal bool HasWarning { get; private set; }

    internal int WarningMin { get; private set; }

    internal int WarningMax { get; private set; }

    internal bool HasAlarm { get; private set; }

    internal int AlarmMin { get; private set; }

    internal int AlarmMax { get; private set; }

    /// <summary>Says where readings usually are: what a chart is drawn for.</summary>
    /// <param name="min">The lowest, in the channel's exponent.</param>
    /// <param name="max">The highest, above the lowest.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public ChannelDescription Expect(int min, int max)
    {
        Check(min, max);
        HasExpected = true;
        ExpectedMin = min;
        ExpectedMax = max;
        return this;
    }

    /// <summary>Says outside of what readings deserve attention.</summary>
    /// <param name="min">
    /// The lowest that does not, in the channel's exponent; <see cref="int.MinValue"/> when there is no lower level.
    /// </param>
    /// <param name="max">The highest that does not, above the lowest; <see cref="int.MaxValue"/> when there is no upper level.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public ChannelDescription Warn(int min, int max)
    {
        Check(min, max);
        HasWarning = true;
        WarningMin = min;
        WarningMax = max;
        return this;
    }

    /// <summary>Says outside of what readings are dangerous.</summary>
    /// <param name="min">
    /// The lowest that is not, in the channel's exponent; <see cref="int.MinValue"/> when there is no lower level.
    /// </param>
    /// <param name="max">The highest that is not, above the lowest; <see cref="int.MaxValue"/> when there is no upper level.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public ChannelDescription Alarm(int min, int max)
    {
        Check(min, max);
        HasAlarm = true;
        AlarmMin = min;
        AlarmMax = max;
        return this;
    }

    /// <summary>Checks all of it.</summary>
    /// <param name="name">The name of the channel.</param>
    /// <param name="isNumber">Whether its readings are numbers.</param>
    /// <exception cref="ArgumentException">Something is not valid; the message names the channel.</exception>
    internal void Check(string name, bool isNumber)
    {
        if (!IsText(Title))
        {
            throw new ArgumentException("The title of " + name + " is not 1 to 64 bytes of UTF-8 without control characters");
        }

        if (!IsText(Group))
        {
            throw new ArgumentException("The group of " + name + " is not 1 to 64 bytes of UTF-8 without control characters");
        }

        if (Kind != null && (Kind.IndexOf(' ') >= 0 || Kinds.IndexOf(" " + Kind + " ") < 0))
        {
            throw new ArgumentException("The kind of " + name + " is not one of the list in docs/readings.md: " + Kind);
        }

        if ((HasExpected || HasWarning || HasAlarm) && !isNumber)
        {
            throw new ArgumentException(name + " is no number, so it has no range or levels");
        }
    }

    private static void Check(int min, int max)
    {
        if (min >= max)
        {
            throw new ArgumentException("The lower end of a range is below the upper");
        }
    }

    /// <summary>Whether a text is missing, or is 1 to 64 bytes of UTF-8 without characters that could disguise it.</summary>
    internal static bool IsText(string text)
    {
        if (text == null)
        {
            return true;
        }

        bool isHalf = false;
        foreach (char c in text)
        {
            // A character outside of the first 65,536 is a pair; half of one is no text. What turns the direction of writing can disguise a
            // name.
            bool isSecond = c >= 0xDC00 && c <= 0xDFFF;
            if (isSecond != isHalf || c < FirstPrintable || (c >= FirstControl2 && c <= LastControl2) || IsFormat(c))
            {
                return false;
            }

            isHalf = c >= 0xD800 && c <= 0xDBFF;
        }

        return !isHalf && text.Length > 0 && Encoding.UTF8.GetBytes(text).Length <= MaxTextSize;
    }

    private static bool IsFormat(char c)
    {
        return c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF' or '\uFFFD';
    }
}
