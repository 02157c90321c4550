using System.Formats.Cbor;

namespace Sensorcast.LoadTest;

/// <summary>What a load test wants to know of a SenML-CBOR pack: the sequence number and the base time in its first record.</summary>
internal readonly record struct LivePack(long Sequence, decimal BaseTime)
{
    private const int BaseTimeLabel = -3;

    /// <summary>Reads a pack.</summary>
    /// <returns><see langword="null"/> for one without a sequence number: a first pack, with the history.</returns>
    public static LivePack? Read(ReadOnlyMemory<byte> content)
    {
        long? sequence = null;
        decimal baseTime = 0;
        var reader = new CborReader(content);
        reader.ReadStartArray();
        if (reader.PeekState() == CborReaderState.EndArray)
        {
            return null;
        }

        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.PeekState() == CborReaderState.TextString)
            {
                if (reader.ReadTextString() == "seq")
                {
                    sequence = reader.ReadInt64();
                    continue;
                }
            }
            else if (reader.ReadInt32() == BaseTimeLabel)
            {
                baseTime = reader.PeekState() == CborReaderState.Tag ? reader.ReadDecimal() : reader.ReadInt64();
                continue;
            }

            reader.SkipValue();
        }

        return sequence is null ? null : new LivePack(sequence.Value, baseTime);
    }
}
