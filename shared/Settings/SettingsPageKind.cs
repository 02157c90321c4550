namespace Sensorcast.Settings;

/// <summary>What a settings page shows.</summary>
internal enum SettingsPageKind
{
    /// <summary>The form.</summary>
    Form,

    /// <summary>The form after a save.</summary>
    Saved,

    /// <summary>The question whether to forget all settings.</summary>
    ConfirmReset,

    /// <summary>That all settings are forgotten.</summary>
    WasReset,

    /// <summary>That the board restarts.</summary>
    Restarts,
}
