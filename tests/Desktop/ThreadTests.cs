#if DEBUG
using Sensorcast.Server;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>A debug build says so when another thread uses a server.</summary>
[TestClass]
public class ThreadTests
{
    [TestMethod]
    public void Another_thread_is_refused()
    {
        var route = new ThreadedRoute();
        var server = new WebServer(new SilentListener(), new ManualClock(), new ServerOptions { MaxClients = 1 });
        server.Add(route);
        server.Step();
        Assert.IsNull(Run(() => { }));
        Assert.Contains("Only the thread that calls Step", Run(() => server.Step())!.Message);
        Assert.Contains("Only the thread that calls Step", Run(() => route.All.Send("x"))!.Message);
        Assert.Contains("Only the thread that calls Step", Run(() => route.All.SendFrame(new byte[2], 0, 2))!.Message);
        server.Step();
    }

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

    private sealed class SilentListener : IListener
    {
        public ITransport? Accept() => null;
    }

    private sealed class ThreadedRoute() : WebSocketEndpoint("/x", 10)
    {
        public ClientGroup All { get; private set; } = null!;

        protected override void Added(int maxClients) => All = AddGroup();

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, WebSockets.FrameReader piece)
        {
        }
    }
}
#endif
