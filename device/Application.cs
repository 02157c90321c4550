using nanoFramework.Networking;
using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Device.Network;
using Sensorcast.Device.Storage;
using Sensorcast.Dns;
using Sensorcast.Names;
using Sensorcast.Sensors;
using Sensorcast.Settings;

namespace Sensorcast.Device;

/// <summary>Puts the parts together: settings, Wi-Fi, the server, the dashboard.</summary>
internal static class Application
{
    internal const int HttpPort = 80;

    /// <summary>Serves for ever.</summary>
    /// <param name="channels">What is measured.</param>
    internal static void Run(ChannelList channels)
    {
        StoredSettings settings = new StoredSettings(NameResponder.DefaultName);
        Sntp.Server1 = settings.TimeServer;
        NameResponder names = new NameResponder(settings.Name, SensorServices.Describe(HttpPort, BoardSettings.TokenUse(settings.Options)));
        SetupApplication setup = new SetupApplication(settings.Name, names);
        setup.Run();

        SensorServer server = new SensorServer(settings.Options, new SocketListener(HttpPort), new BoardClock(), channels.ToArray());
        DashboardRoute dashboard = new DashboardRoute();
        dashboard.AllowEmbedding(BoardSettings.EmbeddingOrigins);
        server.Add(dashboard);
        server.Add(new DashboardMoreRoute());
        server.Add(new SettingsRoute(server, settings.File, new BoardActions(setup.Mode)));
        server.Add(names);
        server.Add(setup.Mode);
        BoardLoop.Run(server);
    }
}
