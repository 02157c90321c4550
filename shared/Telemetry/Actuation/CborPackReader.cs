using System;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>Reads SenML-CBOR (RFC 8428 section 6, RFC 8949).</summary>
public sealed class CborPackReader : PackReader
{
    private const int Unsigned = 0;
    private const int Negative = 1;
    private const int ByteString = 2;
    private const int TextString = 3;
    private const int ArrayType = 4;
    private const int Map = 5;
    private const int Tag = 6;
    private const int Simple = 7;

    /// <summary>The argument of what ends with a break (RFC 8949 section 3.2).</summary>
    private const long Indefinite = -1;

    private const int UnsignedBignum = 2;
    private const int NegativeBignum = 3;
    private const long DecimalFraction = 4;

    private int _major;
    private int _additional;
    private long _argument;

    private protected override bool TryReadPack(ActuationPack pack)
    {
        if (!TryReadHead() || _major != ArrayType)
        {
            return false;
        }

        long count = _argument;
        long records = 0;
        for (; HasNext(records, count); records++)
        {
            if (!TryReadRecord(pack))
            {
                return false;
            }
        }

        return records > 0;
    }

    private bool TryReadRecord(ActuationPack pack)
    {
        if (!TryReadHead() || _major != Map)
        {
            return false;
        }

        long count = _argument;
        long fields = 0;
        for (; HasNext(fields, count); fields++)
        {
            if (!TryReadLabel() || !TryReadValue(MaxDepth))
            {
                return false;
            }

            pack.Add(Field);
        }

        pack.EndRecord();
        return fields > 0;
    }

    /// <summary>Whether an array or a map goes on. Takes the break of one of indefinite length.</summary>
    private bool HasNext(long index, long count)
    {
        if (count != Indefinite)
        {
            return index < count;
        }

        return !TakeBreak();
    }

    private bool TryReadLabel()
    {
        if (!TryReadHead())
        {
            return false;
        }

        switch (_major)
        {
            case Unsigned:
                Field.Label = _argument >= 0 && _argument <= SenmlLabel.DataValue ? (int)_argument : SenmlLabel.Unknown;
                return true;
            case Negative:
                Field.Label = _argument >= 0 && ~_argument >= SenmlLabel.BaseSum ? (int)~_argument : SenmlLabel.Unknown;
                return true;
            case TextString:
                bool isWhole = TryReadText();
                Field.NameExtension(Field.Text);
                return isWhole;
            default:
                return false;
        }
    }

    private bool TryReadValue(int depth)
    {
        if (!TryReadHead())
        {
            return false;
        }

        Field.Type = SenmlValueType.Other;
        switch (_major)
        {
            case Unsigned:
            case Negative:
                SetInteger(0);
                return true;
            case TextString:
                Field.Type = SenmlValueType.Text;
                return TryReadText();
            case ByteString:
                return TryReadText();
            case ArrayType:
            case Map:
                return TrySkip(depth);
            case Tag:
                return TryReadTagged(depth);
            default:
                return TryReadSimple();
        }
    }

    private void SetInteger(long exponent)
    {
        if (_argument < 0)
        {
            // It has 64 bits without a sign.
            Field.Type = SenmlValueType.Number;
            Field.Number.SetHuge();
        }
        else
        {
            Field.SetNumber(_major == Unsigned ? _argument : ~_argument, exponent);
        }
    }

    private bool TryReadTagged(int depth)
    {
        if (_argument != DecimalFraction)
        {
            bool isWhole = depth > 0 && TryReadValue(depth - 1);
            Field.Type = SenmlValueType.Other;
            return isWhole;
        }

        if (!TryReadHead() || _major != ArrayType || _argument != 2 || !TryReadHead() || _major > Negative || _argument < 0)
        {
            return false;
        }

        return TryReadMantissa(_major == Negative ? ~_argument : _argument);
    }

    /// <summary>
    /// Reads a decimal fraction's integer or bignum (RFC 8949 section 3.4.4). With more than 63 bits it is out of every range.
    /// </summary>
    private bool TryReadMantissa(long exponent)
    {
        if (!TryReadHead())
        {
            return false;
        }

        int sign = _major;
        if (_major == Tag)
        {
            sign = (int)_argument - UnsignedBignum;
            if (_argument < UnsignedBignum || _argument > NegativeBignum || !TryReadHead() || _major != ByteString || !TryReadText())
            {
                return false;
            }

            ReadMagnitude();
        }
        else if (_major > Negative)
        {
            return false;
        }

        _major = sign;
        SetInteger(exponent);
        return true;
    }

    /// <summary>Takes the bytes that were read last for a number (RFC 8949 section 3.4.3).</summary>
    private void ReadMagnitude()
    {
        _argument = 0;
        for (int i = 0; i < Field.Text.Length && _argument >= 0; i++)
        {
            _argument = _argument > long.MaxValue >> 8 ? -1 : (_argument << 8) | Field.Text.At(i);
        }
    }

    private bool TryReadSimple()
    {
        switch (_additional)
        {
            case CborItem.False & 0x1F:
                Field.SetBoolean(false);
                return true;
            case CborItem.True & 0x1F:
                Field.SetBoolean(true);
                return true;
            case 25:
                SetBinaryFraction(exponentBits: 5, fractionBits: 10);
                return true;
            case 26:
                SetBinaryFraction(exponentBits: 8, fractionBits: 23);
                return true;
            case 27:
                SetBinaryFraction(exponentBits: 11, fractionBits: 52);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Sets a number of IEEE 754, of 16, 32 or 64 bits (RFC 8949 section 3.3).</summary>
    private void SetBinaryFraction(int exponentBits, int fractionBits)
    {
        int allOnes = (1 << exponentBits) - 1;
        int exponent = (int)(_argument >> fractionBits) & allOnes;
        long fraction = _argument & ((1L << fractionBits) - 1);
        bool isNegative = ((_argument >> (exponentBits + fractionBits)) & 1) != 0;
        Field.Type = SenmlValueType.Number;
        if (exponent == allOnes)
        {
            Field.Number.SetHuge();
            return;
        }

        double value;
        if (exponent == 0)
        {
            // Without the leading one. In more than 16 bits that is smaller than any channel's step.
            const double Half = 1 << 24;
            value = fractionBits == 10 ? fraction / Half : 0;
        }
        else
        {
            long wideExponent = exponent - (allOnes / 2) + 1023;
            value = BitConverter.Int64BitsToDouble((wideExponent << 52) | (fraction << (52 - fractionBits)));
        }

        Field.Number.Set(isNegative ? -value : value);
    }

    /// <summary>Reads a text or a byte string, whose head has been read. Chunks are put together in place.</summary>
    private bool TryReadText()
    {
        int major = _major;
        int start = Position;
        int end = start;
        if (_argument != Indefinite)
        {
            return TryTakeText(ref end);
        }

        while (!TakeBreak())
        {
            if (!TryReadHead() || _major != major || _argument == Indefinite || !TryTakeText(ref end))
            {
                return false;
            }
        }

        Field.Text.Set(Buffer, start, end - start);
        return true;
    }

    private bool TryTakeText(ref int end)
    {
        if (_argument > End - Position)
        {
            return false;
        }

        int count = (int)_argument;
        Array.Copy(Buffer, Position, Buffer, end, count);
        Field.Text.Set(Buffer, end, count);
        Position += count;
        end += count;
        return true;
    }

    /// <summary>Skips an array or a map, whose head has been read.</summary>
    private bool TrySkip(int depth)
    {
        bool isMap = _major == Map;
        long count = _argument;
        if (depth == 0)
        {
            return false;
        }

        for (long i = 0; HasNext(i, count); i++)
        {
            if (!TryReadValue(depth - 1) || (isMap && !TryReadValue(depth - 1)))
            {
                return false;
            }
        }

        Field.Type = SenmlValueType.Other;
        return true;
    }

    private bool TakeBreak()
    {
        bool isNext = Position < End && Buffer[Position] == CborItem.Break;
        Position += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Reads the head of a data item: major type and argument (RFC 8949 section 3).</summary>
    private bool TryReadHead()
    {
        if (Position == End)
        {
            return false;
        }

        int initial = Buffer[Position++];
        _major = initial >> 5;
        _additional = initial & 0x1F;
        _argument = _additional;
        if (_additional < 24)
        {
            return true;
        }

        if (_additional > 27)
        {
            // Only strings, arrays and maps may leave their length open.
            _argument = Indefinite;
            return _additional == 31 && _major >= ByteString && _major <= Map;
        }

        int size = 1 << (_additional - 24);
        if (size > End - Position)
        {
            return false;
        }

        _argument = 0;
        for (int i = 0; i < size; i++)
        {
            _argument = (_argument << 8) | Buffer[Position++];
        }

        // Of a length, the highest of 64 bits is never needed.
        return _argument >= 0 || _major <= Negative || _major >= Tag;
    }
}
