namespace Sensorcast.Settings;

/// <summary>A whole number within limits.</summary>
public class NumberSetting : Setting
{
    private const int MaxDigits = 11;

    private readonly int _min;
    private readonly int _max;
    private readonly int _step;
    private int _value;

    /// <summary>Describes a number.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="defaultValue">What counts until something else is stored.</param>
    /// <param name="step">What each value is away from the next: the smallest plus a multiple of it.</param>
    public NumberSetting(string name, string title, int min, int max, int defaultValue, int step = 1)
        : base(name, title, defaultValue.ToString(), RuleOf(min, max, step))
    {
        _min = min;
        _max = max;
        _step = step;
        _value = defaultValue;
    }

    /// <summary>The number.</summary>
    public int Value => _value;

    /// <inheritdoc/>
    public override int MaxSize => MaxDigits;

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return TryParse(text, out int value) && value >= _min && value <= _max && ((long)value - _min) % _step == 0;
    }

    /// <inheritdoc/>
    protected internal override void WriteControl(FormControl control, string text)
    {
        // No type=number: a browser would drop what was typed and is no number, and some change it when the page is scrolled.
        control.Open("<input autocomplete=off");
        control.Page.Text(_min < 0 ? string.Empty : " inputmode=numeric");
        control.WriteLimit(MaxDigits);
        control.WriteValue(text);
        control.Page.Text(">");
    }

    /// <inheritdoc/>
    protected override void OnChange()
    {
        _value = TryParse(Effective, out int value) ? value : 0;
    }

    private static bool TryParse(string text, out int value)
    {
        long number = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        int start = isNegative ? 1 : 0;
        bool isNumber = text.Length > start && text.Length <= MaxDigits;
        for (int i = start; isNumber && i < text.Length; i++)
        {
            isNumber = text[i] >= '0' && text[i] <= '9';
            number = (number * 10) + (text[i] - '0');
        }

        number = isNegative ? -number : number;
        isNumber = isNumber && number >= int.MinValue && number <= int.MaxValue;
        value = isNumber ? (int)number : 0;
        return isNumber;
    }

    private static string RuleOf(int min, int max, int step)
    {
        string rule = "Enter a whole number from " + min + " to " + max;
        return step == 1 ? rule + "." : rule + ", in steps of " + step + ".";
    }
}
