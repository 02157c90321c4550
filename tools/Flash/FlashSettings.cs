namespace Sensorcast.Flash;

/// <summary>The options of the command line.</summary>
internal sealed record FlashSettings
{
    public string? Port { get; init; }

    public string? Target { get; init; }

    public string? Image { get; init; }

    public bool Init { get; init; }

    public bool DryRun { get; init; }

    public bool SkipNanoff { get; init; }

    public bool SkipFirmware { get; init; }

    public bool SkipWifi { get; init; }

    public bool SkipDeploy { get; init; }
}
