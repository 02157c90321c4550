using System.Net;
using Sensorcast.Host;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Our server on the Host's sockets, with a route that broadcasts and the one that echoes.</summary>
internal static class SensorcastPeer
{
    private const int MaxClients = 64;

    /// <summary>Serves until the input ends.</summary>
    public static int Run(bool broadcasts)
    {
        using IWaitingListener listener = Listeners.Open(IPAddress.Loopback, 0);
        SystemClock clock = new();
        WebServer server = new(listener, clock, new ServerOptions { MaxClients = MaxClients, ReadSize = ServerLoop.ReadSize });
        BroadcastRoute broadcast = new();
        server.Add(broadcast);
        if (broadcasts)
        {
            server.Add(new BroadcastTask(broadcast, clock));
        }

        server.Add(new EchoRoute("/echo", PeerProtocol.MaxEchoSize));
        ServerLoop loop = new(server, listener, clock);
        Console.WriteLine(listener.EndPoint.Port);
        Task<int> inputEnds = Task.Run(Console.In.Read);
        while (!inputEnds.IsCompleted)
        {
            loop.Turn();
        }

        return 0;
    }

    private sealed class BroadcastRoute() : WebSocketRoute("/broadcast", maxMessageSize: 1)
    {
        protected override void MessageReceived(WebSocketClient client, Message message) => client.Close(CloseCode.PolicyViolation);
    }

    private sealed class BroadcastTask : ScheduledTask
    {
        private const int Period = 1000 / PeerProtocol.BroadcastRate;

        private readonly BroadcastRoute _route;
        private readonly byte[] _message = new byte[PeerProtocol.BroadcastSize];
        private readonly long _offset;

        public BroadcastTask(BroadcastRoute route, IClock clock)
        {
            _route = route;
            Due = clock.Milliseconds;
            _offset = OffsetOf(clock);
        }

        protected override void Run(long now)
        {
            // As in the other servers, late messages are sent late. The bytes of one step for a client are sent in one send.
            for (; Due <= now; Due += Period)
            {
                PeerProtocol.WriteTime(_message, _offset + (Due * 1000));
                _route.SendToAll(Opcode.Binary, _message, 0, _message.Length);
            }
        }

        /// <summary>
        /// How far the server's clock, in whole milliseconds, is behind the common clock, in microseconds: measured when it advances. The
        /// minimum of several measurements, because this machine may run other programs in between.
        /// </summary>
        private static long OffsetOf(IClock clock)
        {
            const int Ticks = 5;
            long min = long.MaxValue;
            long before = clock.Milliseconds;
            for (int i = 0; i < Ticks;)
            {
                long now = clock.Milliseconds;
                if (now != before)
                {
                    min = Math.Min(min, PeerProtocol.Now - (now * 1000));
                    before = now;
                    i++;
                }
            }

            return min;
        }
    }
}
