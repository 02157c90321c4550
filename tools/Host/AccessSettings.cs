namespace Sensorcast.Host;

/// <summary>Access: tokens, host names and origins.</summary>
internal sealed record AccessSettings(string[] HostNames, string[] AllowedOrigins, string? Token, string? ReadOnlyToken)
{
    /// <summary>The origins that may show the page in a frame.</summary>
    public string[] EmbeddingOrigins { get; init; } = [];
}
