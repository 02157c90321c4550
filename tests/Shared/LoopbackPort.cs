using System.Net;
using System.Net.Sockets;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.Shared;

/// <summary>Ports for programs that cannot choose one themselves and report it.</summary>
internal static class LoopbackPort
{
    /// <summary>From here to <see cref="Last"/> no system takes the ports of outgoing connections, and browsers refuse none.</summary>
    private const int First = 11_000;

    private const int Last = 32_000;

    /// <summary>
    /// A port that is free now. No connection that is opened meanwhile takes it from the program that will listen there, or from one that
    /// is away for a while.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last);
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }
    }

    /// <summary>Waits until a program that has been started listens on its port.</summary>
    public static void WaitUntilListens(int port, ToolProcess process)
    {
        for (long end = Environment.TickCount64 + (2 * Limits.Wait); ;)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                process.AssertRuns();
                Assert.IsTrue(Environment.TickCount64 < end, $"no program listens on {port}");
                Thread.Sleep(20);
            }
        }
    }
}
