namespace Sensorcast.Settings;

/// <summary>What the settings page can have done besides saving.</summary>
public interface ISettingsActions
{
    /// <summary>Restarts what reads the settings. Called within a step of the server, a second after the page has said so.</summary>
    void Restart();

    /// <summary>Forgets what a factory reset concerns besides the settings, such as the Wi-Fi. <see cref="Restart"/> follows.</summary>
    void Forget();
}
