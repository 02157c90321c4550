namespace Sensorcast.Text;

/// <summary>
/// The hash FNV-1a with 32 bits: short, without a table, and a change within one byte always shows. It does not protect against an
/// attacker that looks for another text with the same hash.
/// </summary>
public static class Fnv1a
{
    /// <summary>The hash of nothing.</summary>
    public const uint Start = 2166136261;

    private const uint Factor = 16777619;

    /// <summary>Continues a hash.</summary>
    /// <param name="hash">That of what comes before.</param>
    /// <param name="bytes">Holds what it goes on with.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="count">How many bytes.</param>
    public static uint Append(uint hash, byte[] bytes, int offset, int count)
    {
        for (int i = offset; i < offset + count; i++)
        {
            hash = (hash ^ bytes[i]) * Factor;
        }

        return hash;
    }
}
