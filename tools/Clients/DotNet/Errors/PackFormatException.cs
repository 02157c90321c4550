namespace Sensorcast.Client;

/// <summary>A message that is no SenML pack (RFC 8428), or one that asks for what this version does not understand.</summary>
public sealed class PackFormatException : SensorcastException
{
    internal PackFormatException(string reason, Exception? cause = null)
        : base($"Not a SenML pack: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
