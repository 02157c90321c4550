namespace Sensorcast.Settings;

/// <summary>What the settings page can have done besides saving.</summary>
public interface ISettingsActions
{
    /// <summary>Restarts what reads the settings. Called within a step of the server, a second after the page has said so.</summary>
    void Restart();

    /// <summary>
    /// A sentence on what a factory reset forgets besides the settings, and where the board is then; <see langword="null"/> when it forgets
    /// nothing else. The page shows it before the reset and after.
    /// </summary>
    string ResetNotice { get; }

    /// <summary>
    /// Forgets what a factory reset forgets besides the settings, such as the Wi-Fi. <see cref="Restart"/> follows, unless this throws.
    /// </summary>
    void Forget();
}
