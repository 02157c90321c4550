using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Device.Network;
using Sensorcast.Dns;
using Sensorcast.Sensors;

namespace Sensorcast.Device;

/// <summary>Puts the parts together: Wi-Fi, the server, the dashboard.</summary>
internal static class Application
{
    private const int HttpPort = 80;

    /// <summary>Serves for ever.</summary>
    /// <param name="channels">What is measured.</param>
    internal static void Run(ChannelList channels)
    {
        string name = BoardSettings.Name ?? NameResponder.DefaultName;
        NameResponder names = new NameResponder(name, SensorServices.Describe(HttpPort, BoardSettings.TokenUse));
        WifiStation wifi = new WifiStation(names);
        wifi.Start();
        wifi.WaitUntilUp();

        SensorServer server = new SensorServer(BoardSettings.MakeOptions(name), new SocketListener(HttpPort), new BoardClock(), channels.ToArray());
        server.Add(new DashboardRoute());
        server.Add(new DashboardMoreRoute());
        server.Add(names);
        BoardLoop.Run(server);
    }
}
