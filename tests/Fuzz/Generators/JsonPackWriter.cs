using System.Globalization;
using System.Numerics;
using System.Text;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Writes JSON with white space, escapes and forms of numbers that no library would write.</summary>
internal sealed class JsonPackWriter(Random random) : IPackWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<bool> _isEmpty = new([true]);
    private bool _hasLabel;

    public void StartArray(int count) => Start('[');

    public void EndArray() => End(']');

    public void StartMap(int count) => Start('{');

    public void EndMap() => End('}');

    public void Label(string label)
    {
        Separate();
        Quote(label);
        Append(':');
        _hasLabel = true;
    }

    public void Text(string text)
    {
        Separate();
        Quote(text);
    }

    public void Boolean(bool value)
    {
        Separate();
        _text.Append(value ? "true" : "false");
    }

    public void Null()
    {
        Separate();
        _text.Append("null");
    }

    public void Number(BigInteger mantissa, int exponent)
    {
        Separate();
        _text.Append(mantissa < 0 ? "-" : random.Next(50) == 0 && mantissa == 0 ? "-" : string.Empty);
        string digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        int power = exponent is < -30 or > 10 || random.Next(2) == 0 ? exponent + random.Next(-6, 7) : 0;
        _text.Append(Plain(digits, exponent - power));
        if (power != 0 || random.Next(10) == 0)
        {
            _text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(power < 0 ? "-" : random.Next(2) == 0 ? "+" : string.Empty);
            _text.Append(random.Next(5) == 0 ? "0" : string.Empty).Append(CultureInfo.InvariantCulture, $"{Math.Abs(power)}");
        }
    }

    public void Oddity() => Text("\ud83d\ude80 \u00e9\n");

    public byte[] ToArray()
    {
        Space();
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private string Plain(string digits, int exponent)
    {
        if (exponent >= 0)
        {
            return digits + (digits == "0" ? string.Empty : new string('0', exponent)) + (random.Next(8) == 0 ? ".00" : string.Empty);
        }

        digits = digits.PadLeft(1 - exponent, '0');
        return $"{digits[..^-exponent]}.{digits[^-exponent..]}{(random.Next(8) == 0 ? "0" : string.Empty)}";
    }

    private void Quote(string text)
    {
        Append('"');
        foreach (char c in text)
        {
            bool mustEscape = c < ' ' || c is '"' or '\\' || char.IsSurrogate(c);
            if (mustEscape || random.Next(30) == 0)
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(random.Next(2) == 0 ? $"{(int)c:x4}" : $"{(int)c:X4}")}");
            }
            else
            {
                _text.Append(c == '/' && random.Next(2) == 0 ? "\\/" : c.ToString());
            }
        }

        _text.Append('"');
    }

    private void Start(char bracket)
    {
        Separate();
        Append(bracket);
        _isEmpty.Push(true);
    }

    private void End(char bracket)
    {
        _isEmpty.Pop();
        Append(bracket);
    }

    private void Separate()
    {
        if (!_hasLabel && !_isEmpty.Pop())
        {
            Append(',');
        }

        if (!_hasLabel)
        {
            _isEmpty.Push(false);
        }

        _hasLabel = false;
        Space();
    }

    private void Append(char c)
    {
        Space();
        _text.Append(c);
    }

    private void Space()
    {
        while (random.Next(25) == 0)
        {
            _text.Append(" \t\r\n"[random.Next(4)]);
        }
    }
}
