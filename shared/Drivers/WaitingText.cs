using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>As <see cref="WaitingSensor"/>, for a sensor of text.</summary>
public sealed class WaitingText : DrivenSensor, ITextSensor
{
    /// <summary>Describes what is read.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="thread">The thread, or <see langword="null"/>: that of all which ask for none.</param>
    public WaitingText(ITextSensor sensor, DriverThread thread = null)
    {
        ReadBy(new SensorJob(sensor, ChannelKind.Text, this), thread);
    }

    /// <summary>Gets the text that was read last.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out string value)
    {
        value = Text;
        return value != null;
    }
}
