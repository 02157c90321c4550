using System;
using System.Threading;
using Sensorcast.Board;
using Sensorcast.Device.Network;
using Sensorcast.Names;
using Sensorcast.Server;
using Sensorcast.Setup;

namespace Sensorcast.Device;

/// <summary>Brings the board into a network, with set-up mode where that is needed.</summary>
internal sealed class SetupApplication
{
    private const int CheckPeriod = 100;

    /// <summary>
    /// For a phone, which opens several connections at once. With those for names and addresses they fit into the 8 sockets of an ESP32-C3.
    /// </summary>
    private const int MaxClients = 4;

    private readonly AccessPoint _accessPoint;
    private readonly WifiRadio _radio;

    /// <summary>Makes one.</summary>
    /// <param name="boardName">The board's name.</param>
    /// <param name="names">What has to know the board's address.</param>
    internal SetupApplication(string boardName, NameResponder names)
    {
        SetupOptions options = new SetupOptions { BoardName = boardName, AccessPointName = NameResponder.DefaultName };
        _accessPoint = new AccessPoint(options.AccessPointName, BoardSettings.SetupPassword);
        _radio = new WifiRadio(names, _accessPoint);
        Mode = new SetupMode(_radio, options, new DebugLog());
    }

    /// <summary>
    /// The mode. Once the board is in its network, the server of the application runs it: a network that is lost for long opens set-up
    /// mode.
    /// </summary>
    internal SetupMode Mode { get; }

    /// <summary>Returns when the board is in its network. In set-up mode it does not return: that ends with a restart.</summary>
    internal void Run()
    {
        _radio.Start();
        long now = Environment.TickCount64;
        if (_accessPoint.IsOn || SetupButton.IsHeld(BoardSettings.SetupPin))
        {
            // After the restart that opens the access point it is not known any more what has asked for it: a person has the time to come.
            Mode.Open(now, isAskedFor: true);
        }
        else
        {
            Mode.Start(now);
        }

        if (_accessPoint.IsOn)
        {
            Serve();
        }

        while (Mode.State != SetupState.Joined)
        {
            Mode.Step(Environment.TickCount64);
            Thread.Sleep(CheckPeriod);
        }
    }

    private void Serve()
    {
        ServerOptions options = new ServerOptions { MaxClients = MaxClients, PortalUrl = Mode.Options.PageUrl, Log = new DebugLog() };
        WebServer server = new WebServer(new SocketListener(Application.HttpPort), new BoardClock(), options);
        SetupRoutes.Add(server, Mode);
        server.Add(new AnyNameResponder());
        BoardLoop.Run(server);
    }
}
