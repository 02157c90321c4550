using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A text that is only stored.</summary>
public sealed class Label : ITextSensor, ITextActuator
{
    /// <summary>The text.</summary>
    public string Text { get; set; } = "Greenhouse";

    /// <inheritdoc/>
    public bool TryRead(out string value)
    {
        value = Text;
        return true;
    }

    /// <inheritdoc/>
    public bool TrySet(string text)
    {
        Text = text;
        return true;
    }
}
