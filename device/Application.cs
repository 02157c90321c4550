using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Device.Network;
using Sensorcast.Sensors;

namespace Sensorcast.Device;

/// <summary>Puts the parts together: Wi-Fi, the server, the dashboard.</summary>
internal static class Application
{
    private const int HttpPort = 80;

    /// <summary>Serves for ever.</summary>
    /// <param name="options">What is set of the server.</param>
    /// <param name="channels">What is measured.</param>
    internal static void Run(SensorOptions options, ChannelList channels)
    {
        WifiStation wifi = new WifiStation(BoardSettings.Name);
        wifi.Start();
        wifi.WaitUntilUp();

        SensorServer server = new SensorServer(options, new SocketListener(HttpPort), new BoardClock(), channels.ToArray());
        server.Add(new DashboardRoute());
        server.Add(new DashboardMoreRoute());
        BoardLoop.Run(server);
    }
}
