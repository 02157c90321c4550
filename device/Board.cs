using System;
using System.Diagnostics;
using System.Threading;
using nanoFramework.Runtime.Native;
using Sensorcast.Dashboard;
using Sensorcast.Device.Network;
using Sensorcast.Sensors;

namespace Sensorcast.Device;

/// <summary>Puts the parts together and turns the crank.</summary>
internal static class Board
{
    private const int HttpPort = 80;

    /// <summary>What a client must offer to set actuators, 8 to 64 bytes; null: everybody may. See docs/security.md, also for what to keep out of git.</summary>
    private const string Token = null;

    /// <summary>What a client must offer to read, if it does not offer <see cref="Token"/>; null: everybody may.</summary>
    private const string ReadOnlyToken = null;

    /// <summary>
    /// Names that people open the board by besides its address and its <c>.local</c> name, in lower case and without a port: that of a proxy in front, or
    /// the one that a router gives it, such as "sensors.example.org" or "board". Whoever asks for another is answered 421.
    /// </summary>
    private static readonly string[] HostNames = { };

    /// <summary>Sites whose pages may read the board besides its own, in lower case, such as "https://example.org".</summary>
    private static readonly string[] AllowedOrigins = { };

    /// <summary>
    /// The longest rest between two steps: how late a client may be noticed. Resting is what lets the Wi-Fi and the name's threads run at
    /// once (a step that finds nothing is over in well under a millisecond); when there is more to do, a rest of 0 lets them go first.
    /// </summary>
    private const int MaxRest = 10;

    /// <summary>How many steps have been made. Wraps around.</summary>
    internal static int Steps { get; private set; }

    /// <summary>Serves for ever.</summary>
    internal static void Run(ChannelList channels)
    {
        WifiStation wifi = new WifiStation();
        wifi.Start();
        wifi.WaitUntilUp();

        SocketListener listener = new SocketListener(HttpPort);
        SensorServer server = new SensorServer(MakeOptions(), listener, new BoardClock(), channels.ToArray());
        server.Add(new DashboardRoute());
        server.Add(new DashboardMoreRoute());
        while (true)
        {
            int idle = Step(server);
            Thread.Sleep(idle < MaxRest ? idle : MaxRest);
        }
    }

    private static SensorOptions MakeOptions()
    {
        // The firmware of an ESP32-C3 has 8 sockets, of others 16. One listens, one answers to the name, one refuses who is too many; the
        // rest is left to the firmware author.
        bool hasFewSockets = SystemInfo.TargetName.Contains("C3");
        return new SensorOptions
        {
            MaxClients = hasFewSockets ? 4 : 8,
            HostNames = HostNames,
            AllowedOrigins = AllowedOrigins,
            Token = Token,
            ReadOnlyToken = ReadOnlyToken,
        };
    }

    private static int Step(SensorServer server)
    {
        Steps++;
        try
        {
            return server.Step();
        }
        catch (Exception e)
        {
            // Most likely there was no memory for a new connection. The next step finds everything as it was.
            Debug.WriteLine("Error: " + e);
            return MaxRest;
        }
    }
}
