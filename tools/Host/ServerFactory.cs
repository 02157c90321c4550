using Sensorcast.Dashboard;
using Sensorcast.Host.Demo;
using Sensorcast.Host.Demo.Setup;
using Sensorcast.Host.Settings;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Settings;
using Sensorcast.Telemetry;

namespace Sensorcast.Host;

/// <summary>Makes the server that the settings describe: its options, channels and routes.</summary>
internal static class ServerFactory
{
    /// <summary>A desktop has the memory to fill a new client's charts well: ten minutes of one reading a second.</summary>
    private const int HistoryLength = 600;

    /// <summary>Makes a server.</summary>
    /// <param name="listener">Where its connections come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="stored">The settings of the page at <c>/settings</c>; <see langword="null"/> for no such page.</param>
    /// <param name="url">Where clients reach it.</param>
    /// <param name="log">Takes messages for people.</param>
    internal static WebServer Create(
        IWaitingListener listener, SystemClock clock, HostSettings settings, StoredSettings? stored, Uri url, Action<string> log)
    {
        var options = new SensorOptions
        {
            MaxClients = settings.MaxClients,
            ReadSize = ServerLoop.ReadSize,
            HistoryLength = HistoryLength,
            BaseName = BaseName.FromMachineName(settings.Name),
            HostNames = [.. OwnName(), .. settings.Access.HostNames],
            AllowedOrigins = settings.Access.AllowedOrigins,
            Token = settings.Access.Token,
            ReadOnlyToken = settings.Access.ReadOnlyToken,
            Waker = listener,
        };
        return settings.DemoSetup
            ? SetupDemo.Create(listener, clock, options, url, log)
            : CreateSensorServer(listener, clock, options, settings, stored);
    }

    private static SensorServer CreateSensorServer(
        IWaitingListener listener, SystemClock clock, SensorOptions options, HostSettings settings, StoredSettings? stored)
    {
        Channel[] channels =
        [
            .. ChannelCatalog.Create(clock, settings.Demo, settings.DemoRate, settings.DemoBurst, settings.DemoKinds),
            .. Enumerable.Range(0, settings.DemoChannels)
                .Select(index => new Channel($"demo-channel-{index}", "V", -3, 1000, new Wave(clock))),
        ];
        var server = new SensorServer(options, listener, clock, channels);
        var dashboard = new DashboardRoute();
        dashboard.AllowEmbedding(settings.Access.EmbeddingOrigins);
        server.Add(dashboard);
        server.Add(new DashboardMoreRoute());
        if (stored is not null)
        {
            stored.File.Report(new ErrorLog());
            server.Add(new SettingsRoute(server, stored.File, stored));
        }

        if (settings.Demo)
        {
            server.Add(new NoteRoute());
            server.Add(new ChatRoute());
        }

        return server;
    }

    /// <summary>A name by which other machines may request this one: its owner has chosen it, not the author of a foreign page.</summary>
    private static string[] OwnName()
    {
        string name = Environment.MachineName.ToLowerInvariant();
        return Uri.CheckHostName(name) == UriHostNameType.Dns ? [name.TrimEnd('.')] : [];
    }
}
