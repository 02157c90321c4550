using System.Net;
using Sensorcast.Host;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Our server on the Host's sockets, with a route that broadcasts and the one that echoes.</summary>
internal static class SensorcastPeer
{
    /// <summary>Serves until the input ends.</summary>
    public static int Run(bool broadcasts)
    {
        using IWaitingListener listener = Listeners.Open(IPAddress.Loopback, 0);
        SystemClock clock = new();
        WebServer server = new(listener, clock, new ServerOptions { MaxClients = ServerOptions.MostClients });
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

            // The server's clock counts whole milliseconds from its start: what they are on the clock of all is seen when it moves on.
            long before = clock.Milliseconds;
            while ((Due = clock.Milliseconds) == before)
            {
            }

            _offset = PeerProtocol.Now - (Due * 1000);
        }

        protected override void Run(long now)
        {
            // As in the sampler: what is late is left out.
            PeerProtocol.WriteTime(_message, _offset + (Due * 1000));
            Due += Period * (((now - Due) / Period) + 1);
            _route.SendToAll(Opcode.Binary, _message, 0, _message.Length);
        }
    }
}
