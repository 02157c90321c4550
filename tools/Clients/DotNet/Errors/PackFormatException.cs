namespace Sensorcast.Client;

/// <summary>A message that is not a SenML pack (RFC 8428), or one that requires more than this version understands.</summary>
public sealed class PackFormatException : SensorcastException
{
    internal PackFormatException(string reason, Exception? cause = null)
        : base($"Not a SenML pack: {reason.TrimEnd('.')}.", cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
