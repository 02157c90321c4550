using System.Buffers;
using System.Text.Json;
using Sensorcast.Benchmarks.Servers;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Writes SenML-JSON with <see cref="Utf8JsonWriter"/>, names encoded beforehand.</summary>
internal sealed class JsonLibraryPackWriter : LibraryPackWriter
{
    private static readonly JsonEncodedText BaseNameLabel = JsonEncodedText.Encode("bn");
    private static readonly JsonEncodedText BaseTimeLabel = JsonEncodedText.Encode("bt");
    private static readonly JsonEncodedText SequenceLabel = JsonEncodedText.Encode("seq");
    private static readonly JsonEncodedText NameLabel = JsonEncodedText.Encode("n");
    private static readonly JsonEncodedText ValueLabel = JsonEncodedText.Encode("v");
    private static readonly JsonEncodedText BaseName = JsonEncodedText.Encode(Readings.BaseName);

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;
    private readonly JsonEncodedText[] _names = [.. Enumerable.Range(0, 64).Select(i => JsonEncodedText.Encode(Readings.Name(i)))];

    public JsonLibraryPackWriter() => _writer = new Utf8JsonWriter(_output);

    public override int Write(byte[] buffer, int channels)
    {
        _output.ResetWrittenCount();
        _writer.Reset(_output);
        _writer.WriteStartArray();
        for (int i = 0; i < channels; i++)
        {
            _writer.WriteStartObject();
            if (i == 0)
            {
                _writer.WriteString(BaseNameLabel, BaseName);
                _writer.WriteNumber(BaseTimeLabel, BaseTime);
                _writer.WriteNumber(SequenceLabel, Readings.Sequence);
            }

            _writer.WriteString(NameLabel, _names[i]);
            _writer.WriteNumber(ValueLabel, Value(i));
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.Flush();
        _output.WrittenSpan.CopyTo(buffer);
        return _output.WrittenCount;
    }
}
