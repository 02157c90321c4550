using System.Net.Sockets;
using Sensorcast.Server;
using Sensorcast.Setup;

namespace Sensorcast.Host.Demo.Setup;

/// <summary>The set-up mode of a board with simulated networks, from the board's own code. It starts again when it is over.</summary>
internal sealed class SetupDemo : ScheduledTask, ILog
{
    private const int Period = 100;
    private const string BoardName = "sensorcast-a1b2c3";

    private readonly SetupMode _mode;
    private readonly Action<string> _log;
    private bool _hasStarted;

    private SetupDemo(DemoRadio radio, Uri page, Action<string> log)
    {
        _log = log;
        _mode =
            new SetupMode(radio, new SetupOptions { BoardName = BoardName, AccessPointName = BoardName, PageUrl = page.AbsoluteUri }, this);
    }

    /// <summary>What is wrong with the command line, or <see langword="null"/>.</summary>
    public static string? ProblemWith(HostSettings settings)
    {
        if (settings.DemoSetupDns > 0 && !settings.DemoSetup)
        {
            return "--demo-setup-dns needs --demo-setup.";
        }

        return settings.DemoSetupDns > 0 && settings.Address.AddressFamily != AddressFamily.InterNetwork
            ? $"--demo-setup-dns is for IPv4, and {settings.Address} is an IPv6 address."
            : null;
    }

    /// <summary>Makes a server in set-up mode.</summary>
    /// <param name="listener">Where its connections come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="options">The options of the server.</param>
    /// <param name="page">Where clients reach it.</param>
    /// <param name="log">Takes messages for people.</param>
    public static WebServer Create(IListener listener, SystemClock clock, ServerOptions options, Uri page, Action<string> log)
    {
        options.PortalUrl = page.AbsoluteUri;
        var demo = new SetupDemo(new DemoRadio(clock), page, log);
        var server = new WebServer(listener, clock, options);
        SetupRoutes.Add(server, demo._mode);
        server.Add(demo);
        return server;
    }

    /// <inheritdoc/>
    public void WriteLine(string line) => _log(line);

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = now + Period;
        if (!_hasStarted)
        {
            _hasStarted = true;
            _mode.Start(now);
        }
        else if (_mode.State == SetupState.Joined)
        {
            _log("Set-up is over: a board would serve its dashboard now. The demo starts again.");
            _mode.Open(now, isAskedFor: true);
        }
    }
}
