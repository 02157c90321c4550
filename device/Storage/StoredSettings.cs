using System;
using Sensorcast.Board;
using Sensorcast.Sensors;
using Sensorcast.Settings;

namespace Sensorcast.Device.Storage;

/// <summary>What people have set on the page at <c>/settings</c>; what they have not set is as <see cref="BoardSettings"/> says.</summary>
internal sealed class StoredSettings
{
    private readonly SensorOptions _options;
    private readonly HostSetting _timeServer;

    /// <summary>Reads the settings.</summary>
    /// <param name="defaultName">The board's name, if nothing else names it.</param>
    internal StoredSettings(string defaultName)
    {
        _options = BoardSettings.MakeOptions();
        ServerSettings server = new ServerSettings(BoardSettings.Name ?? defaultName, _options);
        _timeServer = new HostSetting("time-server", "Time server", BoardSettings.TimeServer)
        {
            Help = "Where the board asks for the time.",
        };
        Setting[] common = { server.Name, server.Token, server.ReadOnlyToken, server.HostNames, server.AllowedOrigins, _timeServer };
        Setting[] own = BoardSettings.Own;
        Setting[] all = new Setting[common.Length + own.Length];
        Array.Copy(common, all, common.Length);
        Array.Copy(own, 0, all, common.Length, own.Length);
        File = new SettingsFile(new InternalStorage(), all);
        File.Report(new DebugLog());
        server.ApplyTo(_options);
        Name = server.Name.Effective;
        _options.BaseName = Name + ":";
    }

    /// <summary>The settings as they are stored.</summary>
    internal SettingsFile File { get; }

    /// <summary>The board's name.</summary>
    internal string Name { get; }

    /// <summary>Where the board asks for the time.</summary>
    internal string TimeServer => _timeServer.Effective;

    /// <summary>The server's options.</summary>
    internal SensorOptions Options => _options;
}
