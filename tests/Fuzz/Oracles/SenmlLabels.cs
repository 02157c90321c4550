namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>The labels of RFC 8428 table 4, and the numbers that stand for them in CBOR.</summary>
internal static class SenmlLabels
{
    private const int First = -6;

    private static readonly string[] Names = ["bs", "bv", "bu", "bt", "bn", "bver", "n", "u", "v", "vs", "vb", "s", "t", "ut", "vd"];

    internal static bool TryGetNumber(string name, out int number)
    {
        int index = Array.IndexOf(Names, name);
        number = First + index;
        return index >= 0;
    }

    /// <summary>The label of a number, or null when it has none.</summary>
    internal static string? Name(long number) => number >= First && number < First + Names.Length ? Names[number - First] : null;
}
