namespace Sensorcast.Tests.Fuzz;

/// <summary>
/// Bytes inside a larger buffer of poison, another one each time: code that reads the poison has another result, and code that writes
/// it is found out.
/// </summary>
internal sealed class Poisoned
{
    private readonly Random _random;
    private readonly int _poison;

    internal Poisoned(int seed)
    {
        _random = new Random(seed);
        _poison = _random.Next();
    }

    internal byte[] Buffer { get; private set; } = [];

    internal int Offset { get; private set; }

    internal int Count { get; private set; }

    internal Span<byte> Content => Buffer.AsSpan(Offset, Count);

    internal void Fill(ReadOnlySpan<byte> content)
    {
        Offset = _random.Next(12);
        Count = content.Length;
        int size = Offset + Count + _random.Next(12);
        if (Buffer.Length < size || Buffer.Length > size + 64)
        {
            Buffer = new byte[size];
        }

        for (int i = 0; i < Buffer.Length; i++)
        {
            Buffer[i] = Poison(i);
        }

        content.CopyTo(Content);
    }

    internal void AssertIntact()
    {
        for (int i = 0; i < Buffer.Length; i++)
        {
            if ((i < Offset || i >= Offset + Count) && Buffer[i] != Poison(i))
            {
                Assert.Fail($"Wrote to {i - Offset} of {Count} bytes");
            }
        }
    }

    private byte Poison(int place) => (byte)(_poison >> (place & 15));
}
