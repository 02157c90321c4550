using nanoFramework.Networking;
using Sensorcast.Board;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>A page of one's own in place of the dashboard, whose assembly is not on the board then.</summary>
internal static class Program
{
    private static void Main()
    {
        NetworkHelper.SetupNetworkHelper(true);
        NetworkHelper.NetworkReady.WaitOne();

        WebServer server = new WebServer(new SocketListener(80), new BoardClock(), new ServerOptions { MaxClients = 4 });
        SensorRoutes.AddTo(server, new Channel("uptime", "s", 0, 1000, new Uptime()));
        WebFiles.AddTo(server);
        BoardLoop.Run(server);
    }
}
