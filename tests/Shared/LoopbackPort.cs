using System.Net;
using System.Net.Sockets;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.Shared;

/// <summary>Ports for programs that cannot choose one themselves and say which.</summary>
internal static class LoopbackPort
{
    /// <summary>A port that is free now.</summary>
    public static int Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
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
                Assert.IsTrue(Environment.TickCount64 < end, $"nobody listens on {port}");
                Thread.Sleep(20);
            }
        }
    }
}
