#if DEBUG
using System.Text;
using Sensorcast.Server;
using Sensorcast.Tests.Unit;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Desktop;

/// <summary>A debug build says so when another thread uses a server.</summary>
[TestClass]
public class ThreadTests
{
    private readonly ThreadedRoute _route = new();
    private readonly LoopTransport _transport = new();
    private readonly WebServer _server;

    public ThreadTests()
    {
        var options = new ServerOptions { MaxClients = 1, HostNames = ["board"] };
        _server = new WebServer(new SingleListener(_transport), new ManualClock(), options);
        _server.Add(_route);
        _server.Step();
        _transport.Say(Encoding.ASCII.GetBytes(
            "GET /x HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        Serve();
    }

    [TestMethod]
    public void Another_thread_is_refused()
    {
        Assert.IsNull(Run(() => { }));
        AssertRefused(() => _server.Step());
        Serve();
    }

    [TestMethod]
    public void Another_thread_is_refused_by_a_group_with_a_client_and_by_an_empty_one()
    {
        foreach (ClientGroup group in new[] { _route.All, _route.Empty })
        {
            AssertRefused(() => group.Add(_route.Client!));
            AssertRefused(() => group.Remove(_route.Client!));
            AssertRefused(() => group.Send("x"));
            AssertRefused(() => group.Send(Opcode.Binary, new byte[1], 0, 1));
            AssertRefused(() => group.SendFrame(new byte[2], 0, 2));
        }

        Assert.AreEqual(1, _route.All.Count);
        Assert.AreEqual(0, _route.Empty.Count);
    }

    [TestMethod]
    public void Another_thread_is_refused_by_a_client()
    {
        WebSocketClient client = _route.Client!;
        AssertRefused(() => client.Send("x"));
        AssertRefused(() => client.Send(Opcode.Binary, new byte[1], 0, 1));
        AssertRefused(() => client.StartMessage());
        AssertRefused(() => client.Close(CloseCode.Normal));
        int sends = _transport.Sends;
        Serve();
        Assert.IsTrue(client.IsOpen);
        Assert.AreEqual(sends, _transport.Sends);
    }

    [TestMethod]
    public void Another_thread_is_refused_by_a_client_while_its_message_is_being_read()
    {
        int refused = 0;
        _route.Receives = client =>
        {
            AssertRefused(() => client.Reply(Opcode.Binary, true, new byte[1], 0, 1));
            AssertRefused(() => client.Send(Opcode.Binary, new byte[1], 0, 1));
            AssertRefused(() => client.Send("x"));
            refused++;
        };
        int sends = _transport.Sends;
        _transport.Say(Hex.Parse("81 81 00000000 61"));
        Serve();
        Assert.AreEqual(1, refused);
        Assert.AreEqual(0, _server.Counters.RouteFailures);
        Assert.AreEqual(sends, _transport.Sends);
    }

    private void Serve()
    {
        while (_server.Step() == 0)
        {
        }
    }

    private static void AssertRefused(Action action) =>
        Assert.Contains("Only the thread that calls Step", Run(action)?.Message ?? "no exception");

    private static InvalidOperationException? Run(Action action)
    {
        InvalidOperationException? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (InvalidOperationException e)
            {
                thrown = e;
            }
        });
        thread.Start();
        thread.Join();
        return thrown;
    }

    private sealed class SingleListener(ITransport transport) : IListener
    {
        private ITransport? _waiting = transport;

        public ITransport? Accept() => Interlocked.Exchange(ref _waiting, null);
    }

    private sealed class ThreadedRoute() : WebSocketEndpoint("/x", 10)
    {
        public ClientGroup All { get; private set; } = null!;

        public ClientGroup Empty { get; private set; } = null!;

        public WebSocketClient? Client { get; private set; }

        public Action<WebSocketClient>? Receives { get; set; }

        protected override void Added(int maxClients)
        {
            All = AddGroup();
            Empty = AddGroup();
        }

        protected override void Opened(WebSocketClient client)
        {
            Client = client;
            All.Add(client);
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece) => Receives?.Invoke(client);
    }
}
#endif
