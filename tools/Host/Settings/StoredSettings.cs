using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Host.Settings;

/// <summary>The settings of <c>--settings</c>: those of the file, unless the command line overrides them.</summary>
internal sealed class StoredSettings : ISettingsActions
{
    private readonly ServerSettings _server;

    private StoredSettings(HostSettings given, ISettingsStorage storage)
    {
        _server = new ServerSettings(BaseName.FromMachineName(Environment.MachineName).TrimEnd(':'), new ServerOptions());
        Say(_server.Name, given.GivenName, "--name");
        Say(_server.Token, given.Access.Token, "--token-file or SENSORCAST_TOKEN");
        Say(_server.ReadOnlyToken, given.Access.ReadOnlyToken, "--read-only-token-file or SENSORCAST_READ_ONLY_TOKEN");
        Say(_server.HostNames, Joined(given.Access.HostNames), "--host-name");
        Say(_server.AllowedOrigins, Joined(given.Access.AllowedOrigins), "--allow-origin");
        File = new SettingsFile(storage, _server.Name, _server.Token, _server.ReadOnlyToken, _server.HostNames, _server.AllowedOrigins);
    }

    /// <summary>The settings as they are stored.</summary>
    public SettingsFile File { get; }

    /// <summary>Whether the settings have to be read again.</summary>
    public bool WantsRestart { get; private set; }

    /// <summary>Reads the file, which need not exist.</summary>
    /// <param name="given">What the command line says.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="SettingsException">The file cannot be read, or is not a settings file and a save would replace it.</exception>
    public static StoredSettings Open(HostSettings given, string path)
    {
        StoredSettings settings;
        try
        {
            settings = new StoredSettings(given, new FileStorage(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"--settings: {path} {FileError.Describe(e, path)}.");
        }

        if (settings.File.IsUnreadable)
        {
            throw new SettingsException($"--settings: {path} is not a settings file, or is damaged. Move it away to start with defaults.");
        }

        return settings;
    }

    /// <summary>The settings of the command line and the file together.</summary>
    /// <param name="given">What the command line says.</param>
    public HostSettings ApplyTo(HostSettings given)
    {
        string? name = _server.Name.IsStored || given.GivenName is not null ? _server.Name.Effective : null;
        return given with
        {
            Name = name ?? given.Name,
            GivenName = name,
            Access =
                new AccessSettings(_server.HostNames.Items, _server.AllowedOrigins.Items, _server.Token.Value, _server.ReadOnlyToken.Value)
                {
                    EmbeddingOrigins = given.Access.EmbeddingOrigins,
                },
        };
    }

    /// <inheritdoc/>
    public string? ResetNotice => null;

    /// <inheritdoc/>
    public void Restart() => WantsRestart = true;

    /// <inheritdoc/>
    public void Forget()
    {
        // There is only the file.
    }

    private static void Say(Setting setting, string? given, string option)
    {
        if (given is not null)
        {
            setting.Override = given;
            setting.Note = $"The command line ({option}) overrides this setting: what is saved here applies without it.";
        }
    }

    private static string? Joined(string[] items) => items.Length == 0 ? null : string.Join(' ', items);
}
