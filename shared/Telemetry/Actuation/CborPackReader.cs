namespace Sensorcast.Telemetry.Actuation;

/// <summary>Reads SenML-CBOR (RFC 8428 section 6, RFC 8949).</summary>
public sealed class CborPackReader : CborItemReader
{
    private const int UnsignedBignum = 2;
    private const int NegativeBignum = 3;
    private const long DecimalFraction = 4;

    private protected override bool TryReadPack(ActuationPack pack)
    {
        if (!TryReadHead() || Major != ArrayType)
        {
            return false;
        }

        long count = Argument;
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
        if (!TryReadHead() || Major != Map)
        {
            return false;
        }

        long count = Argument;
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

    private bool TryReadLabel()
    {
        if (!TryReadHead())
        {
            return false;
        }

        switch (Major)
        {
            case Unsigned:
                Field.Label = Argument >= 0 && Argument <= SenmlLabel.DataValue ? (int)Argument : SenmlLabel.Unknown;
                return true;
            case Negative:
                Field.Label = Argument >= 0 && ~Argument >= SenmlLabel.BaseSum ? (int)~Argument : SenmlLabel.Unknown;
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
        switch (Major)
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
        if (Argument < 0)
        {
            // It has 64 bits without a sign.
            Field.Type = SenmlValueType.Number;
            Field.Number.SetHuge();
        }
        else
        {
            Field.SetNumber(Major == Unsigned ? Argument : ~Argument, exponent);
        }
    }

    private bool TryReadTagged(int depth)
    {
        if (Argument != DecimalFraction)
        {
            bool isWhole = depth > 0 && TryReadValue(depth - 1);
            Field.Type = SenmlValueType.Other;
            return isWhole;
        }

        if (!TryReadHead() || Major != ArrayType || Argument != 2 || !TryReadHead() || Major > Negative || Argument < 0)
        {
            return false;
        }

        return TryReadMantissa(Major == Negative ? ~Argument : Argument);
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

        int sign = Major;
        if (Major == Tag)
        {
            sign = (int)Argument - UnsignedBignum;
            if (Argument < UnsignedBignum || Argument > NegativeBignum || !TryReadHead() || Major != ByteString || !TryReadText())
            {
                return false;
            }

            ReadMagnitude();
        }
        else if (Major > Negative)
        {
            return false;
        }

        Major = sign;
        SetInteger(exponent);
        return true;
    }

    /// <summary>Takes the bytes that were read last for a number (RFC 8949 section 3.4.3).</summary>
    private void ReadMagnitude()
    {
        Argument = 0;
        for (int i = 0; i < Field.Text.Length && Argument >= 0; i++)
        {
            Argument = Argument > long.MaxValue >> 8 ? -1 : (Argument << 8) | Field.Text.At(i);
        }
    }

    private bool TryReadSimple()
    {
        switch (Additional)
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
        Field.Type = SenmlValueType.Number;
        if (BinaryFraction.TryRead(Argument, exponentBits, fractionBits, out double value))
        {
            Field.Number.Set(value);
        }
        else
        {
            Field.Number.SetHuge();
        }
    }

    /// <summary>Skips an array or a map, whose head has been read.</summary>
    private bool TrySkip(int depth)
    {
        bool isMap = Major == Map;
        long count = Argument;
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
}
