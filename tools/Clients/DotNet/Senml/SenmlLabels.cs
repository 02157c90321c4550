namespace Sensorcast.Client.Senml;

/// <summary>The numbers that stand for labels in CBOR (RFC 8428 section 6, table 6).</summary>
internal static class SenmlLabels
{
    public const int Name = 0;
    public const int Value = 2;
    public const int StringValue = 3;
    public const int BooleanValue = 4;
    public const int DataValue = 8;

    /// <summary>The label in JSON, or <see langword="null"/> if the number is not a label.</summary>
    public static string? NameOf(int number) => number switch
    {
        -1 => "bver",
        -2 => "bn",
        -3 => "bt",
        -4 => "bu",
        -5 => "bv",
        -6 => "bs",
        Name => "n",
        1 => "u",
        Value => "v",
        StringValue => "vs",
        BooleanValue => "vb",
        5 => "s",
        6 => "t",
        7 => "ut",
        DataValue => "vd",
        _ => null,
    };
}
