namespace Sensorcast.Telemetry.Actuation;

/// <summary>The field of a client's pack that was read last.</summary>
internal sealed class SenmlField
{
    internal readonly ByteSlice Text = new ByteSlice();
    internal readonly DecimalNumber Number = new DecimalNumber();

    /// <summary>One of <see cref="SenmlLabel"/>, in both encodings its number.</summary>
    internal int Label;

    /// <summary>Which of the others is the value.</summary>
    internal SenmlValueType Type;

    internal bool IsTrue;

    internal void SetNumber(long mantissa, long exponent)
    {
        Type = SenmlValueType.Number;
        Number.Set(mantissa, exponent);
    }

    internal void SetBoolean(bool isTrue)
    {
        Type = SenmlValueType.Boolean;
        IsTrue = isTrue;
    }

    /// <summary>Names the field by a label that is text and none of RFC 8428's.</summary>
    internal void NameExtension(ByteSlice label)
    {
        bool isSequence = label.Is(SenmlLabel.Sequence);
        Label = isSequence ? SenmlLabel.SequenceNumber : label.EndsWith('_') ? SenmlLabel.MustUnderstand : SenmlLabel.Unknown;
    }
}
