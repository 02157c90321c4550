using System.Runtime.CompilerServices;

namespace Sensorcast.Simulator;

/// <summary>A line of the trace, which costs nothing while there is no trace.</summary>
[InterpolatedStringHandler]
internal ref struct NoteText
{
    private DefaultInterpolatedStringHandler _text;

    public NoteText(int literalLength, int formattedCount, World world, out bool isNeeded)
    {
        isNeeded = world.Trace != null;
        _text = isNeeded ? new(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public override string ToString() => _text.ToStringAndClear();
}
