namespace Sensorcast.Telemetry.Actuation;

/// <summary>Reads SenML-JSON (RFC 8428 section 5, RFC 8259).</summary>
public sealed class JsonPackReader : PackReader
{
    private const byte FirstPrintable = 0x20;

    /// <summary>The smallest number of 18 digits, after which one more may not fit into 64 bits.</summary>
    private const long Min18Digits = 100000000000000000;

    private const int MaxPowerOfTen = 1000;

    private readonly ByteSlice _label = new ByteSlice();

    /// <summary>Reads a value by itself, to which a channel is to be set.</summary>
    /// <param name="buffer">Holds it; a text is unescaped in place.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="channel">The channel's index.</param>
    /// <param name="pack">Gets the setting.</param>
    /// <returns><see langword="false"/> when it is not a JSON number, text, <c>true</c>, <c>false</c> or <c>null</c>.</returns>
    internal bool ReadValue(byte[] buffer, int offset, int count, int channel, ActuationPack pack)
    {
        Buffer = buffer;
        Position = offset;
        End = offset + count;
        pack.Start();
        if (!TryReadValue(0))
        {
            return false;
        }

        SkipSpace();
        Field.Label = Field.Type == SenmlValueType.Number ? SenmlLabel.Value
            : Field.Type == SenmlValueType.Boolean ? SenmlLabel.BooleanValue : SenmlLabel.StringValue;
        pack.Add(Field);
        pack.EndRecordOf(channel);
        return Position == End && pack.End();
    }

    private protected override bool TryReadPack(ActuationPack pack)
    {
        if (!Take('['))
        {
            return false;
        }

        do
        {
            if (!TryReadRecord(pack))
            {
                return false;
            }
        }
        while (Take(','));

        bool isClosed = Take(']');
        SkipSpace();
        return isClosed;
    }

    private bool TryReadRecord(ActuationPack pack)
    {
        if (!Take('{'))
        {
            return false;
        }

        do
        {
            if (!TryReadString(_label) || !Take(':') || !TryReadValue(MaxDepth))
            {
                return false;
            }

            NameField();
            pack.Add(Field);
        }
        while (Take(','));

        pack.EndRecord();
        return Take('}');
    }

    /// <summary>RFC 8428 section 4.3 table 1 and section 4.1.</summary>
    private void NameField()
    {
        ByteSlice label = _label;
        Field.Label = label.Is("n") ? SenmlLabel.Name
            : label.Is("v") ? SenmlLabel.Value
            : label.Is("vb") ? SenmlLabel.BooleanValue
            : label.Is("vs") ? SenmlLabel.StringValue
            : label.Is("u") ? SenmlLabel.Unit
            : label.Is("t") ? SenmlLabel.Time
            : label.Is("bn") ? SenmlLabel.BaseName
            : label.Is("bt") ? SenmlLabel.BaseTime
            : label.Is("bu") ? SenmlLabel.BaseUnit
            : label.Is("bv") ? SenmlLabel.BaseValue
            : label.Is("bver") ? SenmlLabel.BaseVersion
            : label.Is("s") ? SenmlLabel.Sum
            : label.Is("vd") ? SenmlLabel.DataValue
            : SenmlLabel.Unknown;
        if (Field.Label == SenmlLabel.Unknown)
        {
            Field.NameExtension(label);
        }
    }

    private bool TryReadValue(int depth)
    {
        SkipSpace();
        byte next = Position < End ? Buffer[Position] : (byte)0;
        Field.Type = SenmlValueType.Other;
        switch (next)
        {
            case (byte)'"':
                Field.Type = SenmlValueType.Text;
                return TryReadString(Field.Text);
            case (byte)'t':
                Field.SetBoolean(true);
                return TakeWord("true");
            case (byte)'f':
                Field.SetBoolean(false);
                return TakeWord("false");
            case (byte)'n':
                return TakeWord("null");
            case (byte)'[':
                return TrySkip('[', ']', depth);
            case (byte)'{':
                return TrySkip('{', '}', depth);
            default:
                return TryReadNumber();
        }
    }

    /// <summary>Skips an array or an object.</summary>
    private bool TrySkip(char first, char last, int depth)
    {
        bool isObject = first == '{';
        if (depth == 0 || !Take(first))
        {
            return false;
        }

        if (!Take(last))
        {
            do
            {
                if ((isObject && !(TryReadString(Field.Text) && Take(':'))) || !TryReadValue(depth - 1))
                {
                    return false;
                }
            }
            while (Take(','));

            if (!Take(last))
            {
                return false;
            }
        }

        Field.Type = SenmlValueType.Other;
        return true;
    }

    /// <summary>Reads a string and unescapes it in place, since it only becomes shorter.</summary>
    private bool TryReadString(ByteSlice text)
    {
        if (!Take('"'))
        {
            return false;
        }

        int start = Position;
        int end = start;
        while (Position < End && Buffer[Position] >= FirstPrintable)
        {
            byte c = Buffer[Position++];
            if (c == '"')
            {
                text.Set(Buffer, start, end - start);
                return true;
            }

            if (c != '\\')
            {
                Buffer[end++] = c;
            }
            else if (!JsonEscape.TryRead(Buffer, ref Position, End, ref end))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadNumber()
    {
        bool isNegative = TakeByte('-');
        bool startsWithZero = Position < End && Buffer[Position] == '0';
        int start = Position;
        long mantissa = 0;
        int exponent = 0;
        ReadDigits(ref mantissa, ref exponent, isFraction: false);
        if (Position == start || (startsWithZero && Position > start + 1))
        {
            return false;
        }

        if (TakeByte('.'))
        {
            start = Position;
            ReadDigits(ref mantissa, ref exponent, isFraction: true);
            if (Position == start)
            {
                return false;
            }
        }

        if ((TakeByte('e') || TakeByte('E')) && !TryReadPowerOfTen(ref exponent))
        {
            return false;
        }

        Field.SetNumber(isNegative ? -mantissa : mantissa, exponent);
        return true;
    }

    /// <summary>Reads digits. Those that are too many for 64 bits count by their place only.</summary>
    private void ReadDigits(ref long mantissa, ref int exponent, bool isFraction)
    {
        while (Position < End && Buffer[Position] >= '0' && Buffer[Position] <= '9')
        {
            int digit = Buffer[Position++] - '0';
            if (mantissa < Min18Digits)
            {
                mantissa = (mantissa * 10) + digit;
                exponent -= isFraction ? 1 : 0;
            }
            else
            {
                exponent += isFraction ? 0 : 1;
            }
        }
    }

    private bool TryReadPowerOfTen(ref int exponent)
    {
        bool isNegative = TakeByte('-');
        if (!isNegative)
        {
            TakeByte('+');
        }

        int start = Position;
        int power = 0;
        for (; Position < End && Buffer[Position] >= '0' && Buffer[Position] <= '9'; Position++)
        {
            power = power < MaxPowerOfTen ? (power * 10) + Buffer[Position] - '0' : power;
        }

        exponent += isNegative ? -power : power;
        return Position > start;
    }

    private bool TakeWord(string word)
    {
        foreach (char c in word)
        {
            if (!TakeByte(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a character, and the white space before it.</summary>
    private bool Take(char character)
    {
        SkipSpace();
        return TakeByte(character);
    }

    private bool TakeByte(char character)
    {
        bool isNext = Position < End && Buffer[Position] == character;
        Position += isNext ? 1 : 0;
        return isNext;
    }

    private void SkipSpace()
    {
        while (Position < End
            && (Buffer[Position] == ' ' || Buffer[Position] == '\t' || Buffer[Position] == '\n' || Buffer[Position] == '\r'))
        {
            Position++;
        }
    }
}
