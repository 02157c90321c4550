using System.Diagnostics;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A server of the comparison.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Program">The program that is started.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Peer(string Name, string Program, string[] Arguments)
{
    /// <summary>The command that starts a server of ours or Kestrel.</summary>
    public const string Command = "serve-peer";

    /// <summary>The task of a server, its last argument, that makes it broadcast; with any other it does not.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>Kestrel's name.</summary>
    public const string Kestrel = "Kestrel";

    private static readonly string Folder = Path.Combine(Repository.Root, "tools", "Performance", "Benchmarks", "Peers", "servers");

    /// <summary>The servers that can be had on this machine; ours is the first.</summary>
    public static Peer[] All()
    {
        List<Peer> peers = [Self("Sensorcast"), Self(Kestrel), Node()];
        if (TryRun("/usr/bin/python3", "-c", "import websockets"))
        {
            peers.Add(new Peer("python3-websockets", "/usr/bin/python3", [Path.Combine(Folder, "websockets_peer.py")]));
        }

        string libwebsockets = Path.Combine(Repository.Root, "artifacts", "lws-peer");
        if (TryRun("cc", "-O2", "-o", libwebsockets, Path.Combine(Folder, "lws.c"), "-lwebsockets", "-lpthread"))
        {
            peers.Add(new Peer("libwebsockets", libwebsockets, []));
        }

        return [.. peers];
    }

    private static Peer Self(string name)
    {
        string program = typeof(Peer).Assembly.Location;
        bool isDotNet = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        return new Peer(name, Environment.ProcessPath!, isDotNet ? [program, Command, name] : [Command, name]);
    }

    private static Peer Node()
    {
        if (!TryRun("npm", "ci", "--silent", "--prefix", Folder))
        {
            throw new InvalidOperationException("npm could not install ws.");
        }

        return new Peer("ws", "node", [Path.Combine(Folder, "ws.mjs")]);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
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
