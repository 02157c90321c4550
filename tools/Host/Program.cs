using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Host.Demo.Setup;
using Sensorcast.Host.Names;
using Sensorcast.Host.Settings;
using Sensorcast.Host.Streams;
using Sensorcast.Host.Tls;
using Sensorcast.Server;
using Sensorcast.Signals;

namespace Sensorcast.Host;

/// <summary>The server on desktop .NET: parses the command line, opens the listener and runs the server.</summary>
internal static class Program
{
    private const int CannotStart = 1;
    private const int WrongUsage = 2;

    /// <summary>The time for clients to close their connections.</summary>
    private const int MaxShutdownMilliseconds = 3000;

    private static int Main(string[] args)
    {
        // First of all: with too few files .NET could not even load the other assemblies.
        return Failed(OpenFileLimit.ProblemWith(connections: 1)) ?? Start(args);
    }

    private static int? Failed(string? problem)
    {
        if (problem is null)
        {
            return null;
        }

        Console.Error.WriteLine(problem);
        return CannotStart;
    }

    private static int Start(string[] args)
    {
        // A value may start with @: there are no response files.
        ParseResult parsed = HostCommand.Create(Run).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} Try --help.");
            return WrongUsage;
        }

        // Signals are handled below, and an exception that gets here is a bug that the runtime reports.
        return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static int Run(HostSettings given)
    {
        HostSettings settings;
        StoredSettings? stored;
        try
        {
            settings = Merge(given, out stored);
        }
        catch (SettingsException e)
        {
            Console.Error.WriteLine(e.Message);
            return CannotStart;
        }

        if (settings.Access.Token is not null && settings.Access.Token == settings.Access.ReadOnlyToken)
        {
            Console.Error.WriteLine("The read-only token is the same as the full one. Try --help.");
            return WrongUsage;
        }

        if (Announcement.ProblemWith(settings) is string announceProblem)
        {
            Console.Error.WriteLine($"{announceProblem} Try --help.");
            return WrongUsage;
        }

        if (SetupDemo.ProblemWith(settings) is string demoProblem)
        {
            Console.Error.WriteLine($"{demoProblem} Try --help.");
            return WrongUsage;
        }

        // One more, for a client that is refused.
        int connections = settings.MaxClients + 1 + (settings.Certificate is null ? 0 : StreamListener.MaxOutside);
        if (Failed(OpenFileLimit.ProblemWith(connections)) is int code)
        {
            return code;
        }

        IWaitingListener listener;
        try
        {
            listener = Listen(settings);
        }
        catch (CertificateException e)
        {
            Console.Error.WriteLine($"Cannot serve TLS: {e.Message}");
            return CannotStart;
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine(ListenError.Describe(e, new IPEndPoint(settings.Address, settings.Port)));
            return CannotStart;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"Cannot wait for connections: {e.Message.TrimEnd('.')}.");
            return CannotStart;
        }

        using (listener)
        using (NameServer? names = OpenNameServer(settings, listener.EndPoint))
        {
            return names is null && settings.DemoSetupDns > 0 ? CannotStart : ServeUntilStopped(listener, names, given, settings, stored);
        }
    }

    private static NameServer? OpenNameServer(HostSettings settings, IPEndPoint endPoint)
    {
        if (settings.DemoSetupDns == 0)
        {
            return null;
        }

        try
        {
            return new NameServer(settings.Address, ReachableEndPoint.Of(endPoint).Address, settings.DemoSetupDns);
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine(ListenError.Describe(e, new IPEndPoint(settings.Address, settings.DemoSetupDns)));
            return null;
        }
    }

    /// <summary>Serves, and starts again with the settings' file when its page requests that.</summary>
    private static int ServeUntilStopped(
        IWaitingListener listener, NameServer? names, HostSettings given, HostSettings settings, StoredSettings? stored)
    {
        try
        {
            while (Serve(listener, names, settings, stored))
            {
                Say("Starting again with the settings.");
                settings = Merge(given, out stored);
            }

            return 0;
        }
        catch (SettingsException e)
        {
            Console.Error.WriteLine(e.Message);
            return CannotStart;
        }
    }

    private static HostSettings Merge(HostSettings given, out StoredSettings? stored)
    {
        stored = given.SettingsPath is null ? null : StoredSettings.Open(given, given.SettingsPath);
        return stored is null ? given : stored.ApplyTo(given);
    }

    private static IWaitingListener Listen(HostSettings settings)
    {
        if (settings.Certificate is null)
        {
            return Listeners.Open(settings.Address, settings.Port, certificate: null);
        }

        var certificate = ServerCertificate.Load(
            settings.Certificate.Certificate, settings.Certificate.Key,
            Environment.GetEnvironmentVariable(ServerCertificate.PasswordVariable));
        if (certificate.ProblemAt(DateTime.UtcNow) is string problem)
        {
            Console.Error.WriteLine($"Warning: {problem}");
        }

        return Listeners.Open(settings.Address, settings.Port, certificate);
    }

    /// <returns>Whether to start again.</returns>
    private static bool Serve(IWaitingListener listener, NameServer? names, HostSettings settings, StoredSettings? stored)
    {
        var clock = new SystemClock();
        var url = new Uri($"{(settings.Certificate is null ? "http" : "https")}://{ReachableEndPoint.Of(listener.EndPoint)}/");
        WebServer server = ServerFactory.Create(listener, clock, settings, stored, url, Say);
        if (names is not null)
        {
            server.Add(names);
        }

        var termination = Termination.OfProcess();
        Say($"Sensorcast is live on {url}  (Ctrl+C ends it)");
        using Announcer? announcer = settings.Announces
            ? new Announcer(Announcement.NameOf(settings), Announcement.Of(settings, listener.EndPoint.Port), settings.Address, Say)
            : null;

        var loop = new ServerLoop(server, listener, clock);
        long end = long.MaxValue;
        while (!server.IsStopped && clock.Milliseconds < end)
        {
            loop.Turn();
            if (end == long.MaxValue && (termination.Token.IsCancellationRequested || stored is { WantsRestart: true }))
            {
                end = clock.Milliseconds + MaxShutdownMilliseconds;
                server.Shutdown();
            }
        }

        return !termination.Token.IsCancellationRequested;
    }

    private static void Say(string line)
    {
        try
        {
            Console.WriteLine(line);
        }
        catch (IOException)
        {
            // The disk that the output goes to is full, for example: no reason not to serve.
        }
    }
}
