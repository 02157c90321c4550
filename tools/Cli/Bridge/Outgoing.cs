namespace Sensorcast.Cli.Bridge;

/// <summary>A message for the broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">What it says.</param>
/// <param name="ContentType">The media type of what it says.</param>
/// <param name="IsRetained">Whether the broker keeps it for who subscribes later.</param>
/// <param name="MustArrive">Whether it is sent again if the broker has not acknowledged it; otherwise a newer one takes its place.</param>
/// <param name="CorrelationData">What a command had to recognise its result by.</param>
internal sealed record Outgoing(
    string Topic, ReadOnlyMemory<byte> Payload, string ContentType, bool IsRetained, bool MustArrive, byte[]? CorrelationData = null)
{
    public const string SenmlJson = "application/senml+json";
    public const string SenmlCbor = "application/senml+cbor";
    public const string Json = "application/json";
    public const string Text = "text/plain";
}
