using System;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>Reads the data items of CBOR (RFC 8949 section 3) one after the other.</summary>
public abstract class CborItemReader : PackReader
{
    private protected const int Unsigned = 0;
    private protected const int Negative = 1;
    private protected const int ByteString = 2;
    private protected const int TextString = 3;
    private protected const int ArrayType = 4;
    private protected const int Map = 5;
    private protected const int Tag = 6;

    /// <summary>The argument of what ends with a break (RFC 8949 section 3.2).</summary>
    private protected const long Indefinite = -1;

    /// <summary>The major type of the item whose head was read last.</summary>
    private protected int Major;

    /// <summary>The lower five bits of its first byte.</summary>
    private protected int Additional;

    /// <summary>Its argument; a negative number where that has 64 bits.</summary>
    private protected long Argument;

    /// <summary>Reads the head of a data item: major type and argument (RFC 8949 section 3).</summary>
    private protected bool TryReadHead()
    {
        if (Position == End)
        {
            return false;
        }

        int initial = Buffer[Position++];
        Major = initial >> 5;
        Additional = initial & 0x1F;
        Argument = Additional;
        if (Additional < 24)
        {
            return true;
        }

        if (Additional > 27)
        {
            // Only strings, arrays and maps may leave their length open.
            Argument = Indefinite;
            return Additional == 31 && Major >= ByteString && Major <= Map;
        }

        int size = 1 << (Additional - 24);
        if (size > End - Position)
        {
            return false;
        }

        Argument = 0;
        for (int i = 0; i < size; i++)
        {
            Argument = (Argument << 8) | Buffer[Position++];
        }

        // Of a length, the highest of 64 bits is never needed.
        return Argument >= 0 || Major <= Negative || Major >= Tag;
    }

    /// <summary>Whether an array or a map goes on. Takes the break of one of indefinite length.</summary>
    private protected bool HasNext(long index, long count)
    {
        if (count != Indefinite)
        {
            return index < count;
        }

        return !TakeBreak();
    }

    /// <summary>Reads a text or a byte string, whose head has been read. Chunks are put together in place.</summary>
    private protected bool TryReadText()
    {
        int major = Major;
        int start = Position;
        int end = start;
        if (Argument != Indefinite)
        {
            return TryTakeText(ref end);
        }

        while (!TakeBreak())
        {
            if (!TryReadHead() || Major != major || Argument == Indefinite || !TryTakeText(ref end))
            {
                return false;
            }
        }

        Field.Text.Set(Buffer, start, end - start);
        return true;
    }

    private bool TryTakeText(ref int end)
    {
        if (Argument > End - Position)
        {
            return false;
        }

        int count = (int)Argument;
        Array.Copy(Buffer, Position, Buffer, end, count);
        Field.Text.Set(Buffer, end, count);
        Position += count;
        end += count;
        return true;
    }

    private bool TakeBreak()
    {
        bool isNext = Position < End && Buffer[Position] == CborItem.Break;
        Position += isNext ? 1 : 0;
        return isNext;
    }
}
