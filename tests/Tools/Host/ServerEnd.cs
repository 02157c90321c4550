using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

/// <summary>What tests do at the server's end of connections, plain or TLS.</summary>
internal static class ServerEnd
{
    /// <summary>Sends, and waits once, for so many milliseconds at most.</summary>
    public static void Wait(this IWaitingListener listener, int milliseconds)
    {
        listener.Flush();
        listener.Wait(TimeSpan.FromMilliseconds(milliseconds));
    }

    /// <summary>Waits, as the server does, until the network makes a condition true.</summary>
    public static void WaitFor(IWaitingListener listener, Func<bool> condition)
    {
        long end = Environment.TickCount64 + Limits.Wait;
        while (!condition())
        {
            Assert.IsTrue(Environment.TickCount64 < end, "it never happened");
            listener.Wait(100);
        }
    }

    /// <summary>Sends to a client that does not read until no more fits, and checks before each send.</summary>
    /// <returns>How many bytes were sent.</returns>
    public static int Fill(IWaitingListener listener, ITransport transport)
    {
        byte[] buffer = new byte[WebServer.MaxSendSize];
        int sent = 0;

        // The first "no" is not final: bytes move to the client for a while.
        for (long quietSince = Environment.TickCount64; Environment.TickCount64 - quietSince < 500;)
        {
            if (transport.CanSend)
            {
                Assert.IsTrue(transport.Send(buffer, 0, buffer.Length) == SendResult.Sent);
                sent += buffer.Length;
                quietSince = Environment.TickCount64;
            }
            else
            {
                listener.Wait(1);
            }
        }

        return sent;
    }
}
