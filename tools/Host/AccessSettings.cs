namespace Sensorcast.Host;

/// <summary>Who may ask.</summary>
internal sealed record AccessSettings(string[] HostNames, string[] AllowedOrigins, string? Token, string? ReadOnlyToken)
{
    /// <summary>Who may show the page in a frame.</summary>
    public string[] EmbeddingOrigins { get; init; } = [];
}
