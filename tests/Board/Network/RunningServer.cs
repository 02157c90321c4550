using System.Net;
using System.Threading;
using nanoFramework.Networking;
using Sensorcast.Board;
using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Network;

/// <summary>The server, on this board, over its real sockets. One for all tests.</summary>
internal static class RunningServer
{
    /// <summary>Few, so that a test can take them all.</summary>
    internal const int MaxClients = 2;

    internal const int Port = 8080;

    private const int ConnectTime = 60000;
    private const int FreeTime = 10000;

    private static SensorServer _server;

    internal static IPAddress Address { get; private set; }

    internal static string Url => "http://" + Address + ":" + Port;

    /// <summary>Starts the server, unless it runs, and waits until it has no client.</summary>
    internal static void Prepare()
    {
        if (_server == null)
        {
            Start();
        }

        for (int waited = 0; _server.ClientCount > 0; waited += 10)
        {
            Assert.IsTrue(waited < FreeTime, "Clients of an earlier test are still there");
            Thread.Sleep(10);
        }
    }

    private static void Start()
    {
        WifiNetworkHelper.SetupNetworkHelper();
        Assert.IsTrue(WifiNetworkHelper.NetworkReady.WaitOne(ConnectTime, false), "No Wi-Fi: is it configured?");
        Address = IPAddress.GetDefaultLocalAddress();

        Channel[] channels = new Channel[] { new Channel("count", "count", 0, 200, new CountingSensor()) };
        SensorOptions options = new SensorOptions { MaxClients = MaxClients, HostNames = new string[] { "board" } };
        _server = new SensorServer(options, new SocketListener(Port), new BoardClock(), channels);
        _server.Add(new DashboardRoute());
        new Thread(Serve).Start();
    }

    private static void Serve()
    {
        while (true)
        {
            _server.Step();
            Thread.Sleep(1);
        }
    }
}
