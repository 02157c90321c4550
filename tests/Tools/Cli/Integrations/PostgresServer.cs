using System.Globalization;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Debian's PostgreSQL on a loopback port of its own, with an empty database.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const int Wait = 4 * Limits.Wait;

    private readonly TemporaryFolder _folder = new();
    private ToolProcess? _server;

    public PostgresServer()
    {
        if (IsRoot)
        {
            // The server does not run as root.
            ToolProcess.Run("chown", ["postgres", _folder.FullName], Wait);
        }

        Run("initdb", "--pgdata", Data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8", "--no-locale", "--no-sync");
        Start();
    }

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Where a client finds it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["PGHOST"] = "127.0.0.1",
        ["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = "postgres",
        ["PGDATABASE"] = "postgres",
    };

    private static bool IsRoot => System.Environment.IsPrivilegedProcess;

    private string Data => _folder.File("data");

    public void Start()
    {
        (string file, string[] arguments) = AsUser(
            Program("postgres"), "-D", Data, "-k", _folder.FullName, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c",
            "fsync=off");
        _server = new ToolProcess(file, arguments);
        for (long end = System.Environment.TickCount64 + Wait; !IsReady(); Thread.Sleep(50))
        {
            _server.AssertRuns();
            Assert.IsLessThan(end, System.Environment.TickCount64, "PostgreSQL does not answer.");
        }
    }

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        _server?.Dispose();
        _server = null;
    }

    /// <summary>Shuts it down as a service manager does.</summary>
    public void Stop() => Run("pg_ctl", "stop", "--pgdata", Data, "--mode", "fast", "--wait");

    /// <summary>The rows of a query, their columns separated by bars.</summary>
    public string[] Query(string query) =>
        ToolProcess.Run("psql", ["-XAtq", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-c", query], Wait)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private static (string File, string[] Arguments) AsUser(string program, params string[] arguments) => IsRoot
        ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments])
        : (program, arguments);

    private static string Program(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw ToolProcess.Missing(name)
            : throw ToolProcess.Missing("postgresql");

    private static void Run(string name, params string[] arguments)
    {
        (string file, string[] all) = AsUser(Program(name), arguments);
        ToolProcess.Run(file, all, Wait);
    }

    private bool IsReady()
    {
        try
        {
            return Query("select 1") is ["1"];
        }
        catch (AssertFailedException)
        {
            return false;
        }
    }
}
