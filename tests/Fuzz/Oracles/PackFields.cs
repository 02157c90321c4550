using System.Formats.Cbor;
using System.Numerics;
using System.Text.Json;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// Reads the fields of a client's pack with .NET's own JSON and CBOR. A field's value is a <see cref="string"/>, a <see cref="bool"/>, an
/// <see cref="ExactNumber"/>, or null for anything else.
/// </summary>
internal static class PackFields
{
    /// <summary>How deep arrays and maps may be nested in a field.</summary>
    private const int MaxDepth = 8;

    /// <summary>A mantissa with more bits is out of every channel's range, whatever the exponent.</summary>
    private const int MaxMantissaBits = 63;

    /// <summary>Whether a message is JSON or CBOR at all.</summary>
    internal static bool IsWellFormed(byte[] message, bool isJson)
    {
        try
        {
            if (isJson)
            {
                using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 1024 });
                return true;
            }

            var reader = new CborReader(message, CborConformanceMode.Lax);
            reader.SkipValue(disableConformanceModeChecks: true);
            return reader.BytesRemaining == 0;
        }
        catch (Exception e) when (e is JsonException || IsNoCbor(e))
        {
            return false;
        }
    }

    /// <summary>Reads SenML-JSON.</summary>
    /// <returns>The records, or null when it is no array of objects in JSON.</returns>
    internal static List<List<(string Label, object? Value)>>? Json(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 1024 });
            JsonElement pack = document.RootElement;
            if (pack.ValueKind != JsonValueKind.Array || pack.EnumerateArray().Any(record => record.ValueKind != JsonValueKind.Object))
            {
                return null;
            }

            return
            [
                .. pack.EnumerateArray()
                    .Select(record => record.EnumerateObject().Select(field => (Name(field), Value(field.Value, 0))).ToList()),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads SenML-CBOR.</summary>
    /// <returns>The records, or null when it is no array of maps in CBOR.</returns>
    internal static List<List<(string Label, object? Value)>>? Cbor(byte[] message)
    {
        try
        {
            var reader = new CborReader(message, CborConformanceMode.Lax);
            List<List<(string Label, object? Value)>> records = [];
            if (reader.PeekState() != CborReaderState.StartArray)
            {
                return null;
            }

            reader.ReadStartArray();
            while (reader.PeekState() != CborReaderState.EndArray)
            {
                if (reader.PeekState() != CborReaderState.StartMap)
                {
                    return null;
                }

                records.Add(Record(reader));
            }

            reader.ReadEndArray();
            return reader.BytesRemaining == 0 ? records : null;
        }
        catch (Exception e) when (IsNoCbor(e))
        {
            return null;
        }
    }

    /// <summary>For a reserved initial byte, FC to FE, the reader throws as if it had been called wrongly.</summary>
    private static bool IsNoCbor(Exception e) => e is CborContentException or InvalidOperationException;

    private static List<(string Label, object? Value)> Record(CborReader reader)
    {
        List<(string Label, object? Value)> fields = [];
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            fields.Add((Label(reader), Value(reader, 0)));
        }

        reader.ReadEndMap();
        return fields;
    }

    private static string Name(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: .NET has no such string.
            throw new UndecidedException("a label that is no text");
        }
    }

    private static object? Value(JsonElement value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new UndecidedException("nested too deep");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return value.GetString();
                }
                catch (InvalidOperationException)
                {
                    return "\uFFFD";
                }

            case JsonValueKind.Number:
                return ExactNumber.Of(value.GetRawText());
            case JsonValueKind.True:
            case JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Value(item, depth + 1);
                }

                return depth == MaxDepth ? throw new UndecidedException("nested too deep") : null;
            case JsonValueKind.Object:
                foreach (JsonProperty item in value.EnumerateObject())
                {
                    Value(item.Value, depth + 1);
                }

                return depth == MaxDepth ? throw new UndecidedException("nested too deep") : null;
            default:
                return null;
        }
    }

    private static string Label(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.TextString:
            case CborReaderState.StartIndefiniteLengthTextString:
                string text = reader.ReadTextString();
                return SenmlLabels.TryGetNumber(text, out _) ? "text " + text : text;
            case CborReaderState.UnsignedInteger:
                ulong number = reader.ReadUInt64();
                return (number <= 8 ? SenmlLabels.Name((long)number) : null) ?? "unknown";
            case CborReaderState.NegativeInteger:
                ulong negative = reader.ReadCborNegativeIntegerRepresentation();
                return (negative < 6 ? SenmlLabels.Name(-1 - (long)negative) : null) ?? "unknown";
            default:
                throw new UndecidedException("a label that is neither text nor a number");
        }
    }

    private static object? Value(CborReader reader, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new UndecidedException("nested too deep");
        }

        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return ExactNumber.Of(reader.ReadUInt64(), 0);
            case CborReaderState.NegativeInteger:
                return ExactNumber.Of(-1 - (BigInteger)reader.ReadCborNegativeIntegerRepresentation(), 0);
            case CborReaderState.TextString:
            case CborReaderState.StartIndefiniteLengthTextString:
                return reader.ReadTextString();
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.HalfPrecisionFloat:
                return ExactNumber.Of((double)reader.ReadHalf());
            case CborReaderState.SinglePrecisionFloat:
                return ExactNumber.Of(reader.ReadSingle());
            case CborReaderState.DoublePrecisionFloat:
                return ExactNumber.Of(reader.ReadDouble());
            case CborReaderState.Tag:
                return Tagged(reader, depth);
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                SkipTo(reader, CborReaderState.EndArray, depth);
                reader.ReadEndArray();
                return null;
            case CborReaderState.StartMap:
                reader.ReadStartMap();
                SkipTo(reader, CborReaderState.EndMap, depth);
                reader.ReadEndMap();
                return null;
            default:
                reader.SkipValue();
                return null;
        }
    }

    private static object? Tagged(CborReader reader, int depth)
    {
        CborTag tag = reader.ReadTag();
        if (tag != CborTag.DecimalFraction)
        {
            if (depth == MaxDepth)
            {
                throw new UndecidedException("tagged too often");
            }

            Value(reader, depth + 1);
            return null;
        }

        // An array of indefinite length and exponents of more than 63 bits are CBOR, but no encoder writes them.
        if (reader.PeekState() == CborReaderState.StartArray && reader.ReadStartArray() == 2
            && TryReadInteger(reader, out BigInteger exponent) && exponent >= long.MinValue && exponent <= long.MaxValue
            && TryReadMantissa(reader, out BigInteger mantissa))
        {
            reader.ReadEndArray();
            return (mantissa < 0 ? -1 - mantissa : mantissa) >> MaxMantissaBits > 0 ? ExactNumber.Huge : ExactNumber.Of(mantissa, exponent);
        }

        throw new UndecidedException("another decimal fraction");
    }

    private static bool TryReadMantissa(CborReader reader, out BigInteger value)
    {
        value = 0;
        if (reader.PeekState() != CborReaderState.Tag)
        {
            return TryReadInteger(reader, out value);
        }

        if (reader.PeekTag() is not (CborTag.UnsignedBigNum or CborTag.NegativeBigNum))
        {
            return false;
        }

        CborTag tag = reader.ReadTag();
        if (reader.PeekState() is not (CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString))
        {
            return false;
        }

        var magnitude = new BigInteger(reader.ReadByteString(), isUnsigned: true, isBigEndian: true);
        value = tag == CborTag.NegativeBigNum ? -1 - magnitude : magnitude;
        return true;
    }

    private static bool TryReadInteger(CborReader reader, out BigInteger value)
    {
        value = 0;
        bool isInteger = true;
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                value = reader.ReadUInt64();
                break;
            case CborReaderState.NegativeInteger:
                value = -1 - (BigInteger)reader.ReadCborNegativeIntegerRepresentation();
                break;
            default:
                isInteger = false;
                break;
        }

        return isInteger;
    }

    private static void SkipTo(CborReader reader, CborReaderState end, int depth)
    {
        while (reader.PeekState() != end)
        {
            Value(reader, depth + 1);
        }
    }
}
