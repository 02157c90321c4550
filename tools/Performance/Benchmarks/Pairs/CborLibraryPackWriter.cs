using System.Formats.Cbor;
using Sensorcast.Benchmarks.Servers;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Writes SenML-CBOR with <c>System.Formats.Cbor</c>.</summary>
internal sealed class CborLibraryPackWriter : LibraryPackWriter
{
    // The labels of RFC 8428 section 6.
    private const int BaseTimeLabel = -3;
    private const int BaseNameLabel = -2;
    private const int NameLabel = 0;
    private const int ValueLabel = 2;

    private readonly CborWriter _writer = new();
    private readonly string[] _names = [.. Enumerable.Range(0, 64).Select(Readings.Name)];

    public override int Write(byte[] buffer, int channels)
    {
        _writer.Reset();
        _writer.WriteStartArray(channels);
        for (int i = 0; i < channels; i++)
        {
            _writer.WriteStartMap(i == 0 ? 5 : 2);
            if (i == 0)
            {
                _writer.WriteInt32(BaseNameLabel);
                _writer.WriteTextString(Readings.BaseName);
                _writer.WriteInt32(BaseTimeLabel);
                _writer.WriteDecimal(BaseTime);
                _writer.WriteTextString("seq");
                _writer.WriteUInt32(Readings.Sequence);
            }

            _writer.WriteInt32(NameLabel);
            _writer.WriteTextString(_names[i]);
            _writer.WriteInt32(ValueLabel);
            _writer.WriteDecimal(Value(i));
            _writer.WriteEndMap();
        }

        _writer.WriteEndArray();
        return _writer.Encode(buffer);
    }
}
