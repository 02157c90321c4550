using nanoFramework.Networking;
using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>A chart of one sensor and a page of settings, on a board with a network cable.</summary>
internal static class Program
{
    private static void Main()
    {
        NetworkHelper.SetupNetworkHelper(true);
        NetworkHelper.NetworkReady.WaitOne();

        Thermometer thermometer = new Thermometer();
        WebServer server = new WebServer(new SocketListener(80), new BoardClock(), new ServerOptions { MaxClients = 4 });
        SensorRoutes.AddTo(server, new Channel("temperature", "Cel", -1, 1000, thermometer));
        server.Add(new DashboardRoute());
        server.Add(new SettingsPage(thermometer));
        BoardLoop.Run(server);
    }
}
