using System.Threading;
using nanoFramework.Networking;
using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Examples;

/// <summary>
/// A pump's controller with network code and a loop of its own. Its pages are settings at <c>/config</c> and its log, as it happens, at
/// <c>/console</c>; the dashboard and the stream stand beside them.
/// </summary>
internal static class Program
{
    private const int LevelPin = 4;
    private const int MotorPin = 5;
    private const int MaxRest = 10;

    private static void Main()
    {
        NetworkHelper.SetupNetworkHelper(true);
        NetworkHelper.NetworkReady.WaitOne();

        LogEndpoint log = new LogEndpoint();
        SettingsPage settings = new SettingsPage(log);
        Pump pump = new Pump(LevelPin, MotorPin, settings, log);
        WebServer server = new WebServer(new SocketListener(80), new BoardClock(), new ServerOptions { MaxClients = 4, Log = log });
        SensorRoutes.AddTo(server, new Channel("pump", 1000, pump));
        server.Add(new DashboardRoute());
        server.Add(settings);
        server.Add(log);
        server.Add(new ConsolePage());
        while (true)
        {
            pump.Check();
            int idle = server.Step();
            Thread.Sleep(idle < MaxRest ? idle : MaxRest);
        }
    }
}
