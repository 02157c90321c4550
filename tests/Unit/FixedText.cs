using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A sensor of text with the value that a test sets.</summary>
internal sealed class FixedText : ITextSensor
{
    internal string Text { get; set; } = string.Empty;

    public bool TryRead(out string value)
    {
        value = Text;
        return true;
    }
}
