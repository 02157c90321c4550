using System.Buffers.Text;
using System.Globalization;

namespace Sensorcast.Client;

/// <summary>A number, a boolean, a text or bytes. Numbers are exact: a board's 21.50 is the decimal 21.50.</summary>
public readonly record struct ReadingValue
{
    private readonly object? _value;

    private ReadingValue(ReadingKind kind, object value)
    {
        Kind = kind;
        _value = value;
    }

    /// <summary>The type of the value.</summary>
    public ReadingKind Kind { get; }

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is not a number.</exception>
    public decimal Number => (decimal)Get(ReadingKind.Number);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">It is not a boolean.</exception>
    public bool Boolean => (bool)Get(ReadingKind.Boolean);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is not a text.</exception>
    public string Text => (string)Get(ReadingKind.Text);

    /// <summary>A number.</summary>
    public static implicit operator ReadingValue(decimal number) => new(ReadingKind.Number, number);

    /// <summary>A boolean.</summary>
    public static implicit operator ReadingValue(bool boolean) => new(ReadingKind.Boolean, boolean);

    /// <summary>A text.</summary>
    public static implicit operator ReadingValue(string text) => new(ReadingKind.Text, text);

    /// <summary>Bytes.</summary>
    public static ReadingValue FromData(ReadOnlySpan<byte> data) => new(ReadingKind.Data, Base64Url.EncodeToString(data));

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidOperationException">It is not bytes.</exception>
    public byte[] ToData() => Base64Url.DecodeFromChars((string)Get(ReadingKind.Data));

    /// <summary>As SenML-JSON writes it, but text without quotes: bytes are base64url.</summary>
    public override string ToString() => (_value ?? 0m) switch
    {
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool boolean => boolean ? "true" : "false",
        object text => (string)text,
    };

    private object Get(ReadingKind kind) =>
        Kind == kind ? _value ?? 0m : throw new InvalidOperationException($"The value is of the kind {Kind}, not {kind}.");
}
