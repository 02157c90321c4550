using System.Formats.Cbor;
using System.Numerics;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Writes CBOR with or without lengths, and numbers as integers, decimal fractions or of IEEE 754.</summary>
internal sealed class CborPackWriter(Random random) : IPackWriter
{
    private readonly CborWriter _writer = new(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: false);

    public void StartArray(int count) => _writer.WriteStartArray(random.Next(3) == 0 ? null : count);

    public void EndArray() => _writer.WriteEndArray();

    public void StartMap(int count) => _writer.WriteStartMap(random.Next(3) == 0 ? null : count);

    public void EndMap() => _writer.WriteEndMap();

    public void Label(string label)
    {
        if (SenmlLabels.TryGetNumber(label, out int number))
        {
            _writer.WriteInt32(number);
        }
        else
        {
            Text(label);
        }
    }

    public void Text(string text)
    {
        if (random.Next(5) > 0)
        {
            _writer.WriteTextString(text);
            return;
        }

        _writer.WriteStartIndefiniteLengthTextString();
        for (int start = 0; start < text.Length;)
        {
            int count = random.Next(0, text.Length - start + 1);
            _writer.WriteTextString(text.AsSpan(start, count));
            start += count;
        }

        _writer.WriteEndIndefiniteLengthTextString();
    }

    public void Boolean(bool value) => _writer.WriteBoolean(value);

    public void Null() => _writer.WriteNull();

    public void Number(BigInteger mantissa, int exponent)
    {
        double binary = exponent is < -300 or > 300 ? 0 : (double)mantissa * Math.Pow(10, exponent);
        if (exponent is > -300 and < 300 && random.Next(3) == 0)
        {
            WriteBinary(binary);
        }
        else if (exponent == 0 && random.Next(2) == 0)
        {
            _writer.WriteInt64((long)mantissa);
        }
        else
        {
            WriteDecimalFraction(mantissa, exponent);
        }
    }

    public void Oddity()
    {
        switch (random.Next(5))
        {
            case 0:
                _writer.WriteByteString([0xFF, 0x00]);
                break;
            case 1:
                _writer.WriteStartIndefiniteLengthByteString();
                _writer.WriteByteString([1]);
                _writer.WriteByteString([]);
                _writer.WriteEndIndefiniteLengthByteString();
                break;
            case 2:
                _writer.WriteTag(CborTag.UnixTimeSeconds);
                _writer.WriteDouble(random.NextDouble());
                break;
            case 3:
                _writer.WriteSimpleValue((CborSimpleValue)random.Next(32, 256));
                break;
            default:
                _writer.WriteUInt64(ulong.MaxValue);
                break;
        }
    }

    public byte[] ToArray() => _writer.Encode();

    /// <summary>Sometimes as a bignum, and then with digits that it need not have.</summary>
    private void WriteDecimalFraction(BigInteger mantissa, int exponent)
    {
        bool isBignum = random.Next(2) == 0;
        int zeros = isBignum ? random.Next(19) : 0;
        _writer.WriteTag(CborTag.DecimalFraction);
        _writer.WriteStartArray(2);
        _writer.WriteInt32(exponent - zeros);
        if (isBignum)
        {
            _writer.WriteBigInteger(mantissa * BigInteger.Pow(10, zeros));
        }
        else
        {
            _writer.WriteInt64((long)mantissa);
        }

        _writer.WriteEndArray();
    }

    private void WriteBinary(double value)
    {
        switch (random.Next(3))
        {
            case 0:
                _writer.WriteHalf((Half)value);
                break;
            case 1:
                _writer.WriteSingle((float)value);
                break;
            default:
                _writer.WriteDouble(value);
                break;
        }
    }
}
