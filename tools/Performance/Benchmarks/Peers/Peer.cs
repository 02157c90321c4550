using System.Diagnostics;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A server of the comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Program">The program that is started.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="OnlyBroadcasts">Whether it does nothing else.</param>
internal sealed record Peer(string Name, string Program, string[] Arguments, bool OnlyBroadcasts = false)
{
    /// <summary>The command that starts a server of ours or Kestrel.</summary>
    public const string Command = "serve-peer";

    /// <summary>The last argument of a server that makes it broadcast; with any other it does not.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>Kestrel's name.</summary>
    public const string Kestrel = "Kestrel";

    /// <summary>The name of the loop of sends without a server, for broadcasts only.</summary>
    public const string SendAlone = "send() alone";

    private static readonly string Folder = Path.Combine(Repository.Root, "tools", "Performance", "Benchmarks", "Peers", "servers");

    private static readonly (string Name, Func<Peer?> Find)[] Known =
    [
        ("Sensorcast", () => Self("Sensorcast")),
        (Kestrel, () => Self(Kestrel)),
        ("ws", Node),
        ("python3-websockets", Python),
        ("libwebsockets", Libwebsockets),
        (SendAlone, Sender),
    ];

    /// <summary>The names of the servers; ours is the first.</summary>
    public static IEnumerable<string> Names => Known.Select(known => known.Name);

    /// <summary>The servers that this machine can run.</summary>
    /// <param name="names">The names to choose from; all if this is empty.</param>
    public static Peer[] Find(IReadOnlyCollection<string> names) =>
        [.. Known.Where(known => names.Count == 0 || names.Contains(known.Name)).Select(known => known.Find()).OfType<Peer>()];

    private static Peer Self(string name)
    {
        string program = typeof(Peer).Assembly.Location;
        bool isDotNet = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        return new Peer(name, Environment.ProcessPath!, isDotNet ? [program, Command, name] : [Command, name]);
    }

    private static Peer Node() => TryRun("npm", "ci", "--silent", "--prefix", Folder)
        ? new Peer("ws", "node", [Path.Combine(Folder, "ws.mjs")])
        : throw new InvalidOperationException("npm could not install ws.");

    private static Peer? Python() => TryRun("/usr/bin/python3", "-c", "import websockets")
        ? new Peer("python3-websockets", "/usr/bin/python3", [Path.Combine(Folder, "websockets_peer.py")])
        : null;

    private static Peer? Libwebsockets() => Compiled("lws", "-lwebsockets", "-lpthread") is string program
        ? new Peer("libwebsockets", program, [])
        : null;

    /// <summary>No server: the system's cost of the sends in any program.</summary>
    private static Peer? Sender() => Compiled("send") is string program
        ? new Peer(SendAlone, program, [], OnlyBroadcasts: true)
        : null;

    /// <summary>Compiles a program in C.</summary>
    /// <returns>Where it is, or <see langword="null"/>: there is no compiler here, or a library is missing.</returns>
    private static string? Compiled(string name, params string[] libraries)
    {
        string program = Path.Combine(Repository.Root, "artifacts", $"{name}-peer");
        return TryRun("cc", ["-O2", "-o", program, Path.Combine(Folder, $"{name}.c"), .. libraries]) ? program : null;
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            process.StandardError.ReadToEnd();
            output.Wait();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
