using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.Shared;

/// <summary>The built program, serving on this machine's loopback address. Disposing of it ends it, however the test went.</summary>
internal sealed class LiveHost : IDisposable
{
    private readonly HostProcess _process;

    /// <param name="port">The port to serve on; 0 takes any that is free.</param>
    /// <param name="arguments">Further arguments.</param>
    public LiveHost(int port = 0, params string[] arguments)
        : this(new Dictionary<string, string>(), port, arguments)
    {
    }

    /// <param name="environment">Environment variables besides those of the tests.</param>
    /// <param name="port">The port to serve on; 0 takes any that is free.</param>
    /// <param name="arguments">Further arguments.</param>
    public LiveHost(IReadOnlyDictionary<string, string> environment, int port, params string[] arguments)
    {
        string[] rate = arguments.Contains("--demo-rate") ? [] : ["--demo-rate", "100"];
        _process = new HostProcess(environment, ["--port", $"{port}", "--demo", .. rate, .. arguments]);
        try
        {
            string address = _process.ReadLine().Split(' ').Single(word => word.Contains("://", StringComparison.Ordinal));
            Url = new Uri(address);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the page is.</summary>
    public Uri Url { get; }

    /// <summary>How many bytes of memory it has now.</summary>
    public long ResidentMemory => _process.ResidentMemory;

    /// <summary>Where a WebSocket is: <c>/ws</c> or <c>/echo</c>.</summary>
    public Uri WebSocketUrl(string path) => new UriBuilder(Url) { Scheme = Url.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;

    /// <summary>Sends a signal, <c>INT</c> as Ctrl+C or <c>TERM</c> as a service manager.</summary>
    public void Signal(string name) => _process.Signal(name);

    /// <summary>Kills it, without a shutdown.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit() => _process.WaitForExit().Code;

    public void Dispose() => _process.Dispose();
}
