using System.Text;
using Sensorcast.Server;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>A board in set-up mode on a test's bench: phones in memory, simulated time, a simulated radio.</summary>
internal sealed class SetupBench : Bench
{
    internal const string Home = "486f6d65";

    internal SetupBench(bool keepsAccessPoint = true)
    {
        Radio.KeepsAccessPoint = keepsAccessPoint;
        Mode = new SetupMode(Radio, new SetupOptions { BoardName = "kitchen", AccessPointName = "sensorcast-a1b2c3" }, Log);
        Server = new WebServer(Listener, Clock, new ServerOptions { MaxClients = 3, PortalUrl = Mode.Options.PageUrl, Log = Log });
        SetupRoutes.Add(Server, Mode);
    }

    internal FakeRadio Radio { get; } = new FakeRadio();

    internal LastLine Log { get; } = new LastLine();

    internal SetupMode Mode { get; }

    internal WebServer Server { get; set; }

    /// <summary>A board with an open access point and one network in reach.</summary>
    internal static SetupBench Opened(bool keepsAccessPoint = true)
    {
        SetupBench bench = new SetupBench(keepsAccessPoint);
        bench.Radio.Networks = new Network[] { new Network(Encoding.UTF8.GetBytes("Home"), -50, NetworkSecurity.Secured) };
        bench.Mode.Start(bench.Clock.Milliseconds);
        bench.Radio.IsScanning = false;
        bench.Run(200);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        return bench;
    }

    /// <summary>Lets much time pass, in steps of the mode alone.</summary>
    internal void Pass(int seconds)
    {
        for (int passed = 0; passed < seconds; passed++)
        {
            Clock.Milliseconds += 1000;
            Mode.Step(Clock.Milliseconds);
        }
    }

    internal string Get(string path)
    {
        return RequestAs("192.168.4.1", "GET " + path, string.Empty);
    }

    internal string Post(string form)
    {
        return RequestAs("192.168.4.1", "POST /", form);
    }

    internal string RequestAs(string host, string requestLine, string body, string fields = "")
    {
        string length = body.Length == 0 ? string.Empty : "Content-Length: " + Encoding.UTF8.GetBytes(body).Length + "\r\n";
        return Connect(requestLine + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + length + "\r\n" + body).TakeText();
    }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
