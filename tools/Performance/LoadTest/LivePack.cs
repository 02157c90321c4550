using System.Formats.Cbor;

namespace Sensorcast.LoadTest;

/// <summary>
/// The parts of a SenML-CBOR pack that a load test needs: the sequence number, the base time and the value in its first record.
/// </summary>
/// <param name="Sequence">The pack's number.</param>
/// <param name="BaseTime">In seconds; 0 if there is none.</param>
/// <param name="Value">The first reading; <see langword="null"/> if it is not a number.</param>
internal readonly record struct LivePack(long Sequence, decimal BaseTime, decimal? Value)
{
    private const int BaseTimeLabel = -3;
    private const int ValueLabel = 2;

    /// <summary>Reads a pack.</summary>
    /// <returns><see langword="null"/> for one without a sequence number: a first pack, with the history.</returns>
    public static LivePack? Read(ReadOnlyMemory<byte> content)
    {
        long? sequence = null;
        decimal baseTime = 0;
        decimal? value = null;
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
            else
            {
                int label = reader.ReadInt32();
                if (label == BaseTimeLabel)
                {
                    baseTime = ReadNumber(reader);
                    continue;
                }

                if (label == ValueLabel)
                {
                    value = ReadNumber(reader);
                    continue;
                }
            }

            reader.SkipValue();
        }

        return sequence is null ? null : new LivePack(sequence.Value, baseTime, value);
    }

    private static decimal ReadNumber(CborReader reader) =>
        reader.PeekState() == CborReaderState.Tag ? reader.ReadDecimal() : reader.ReadInt64();
}
