using System.Diagnostics;
using System.Text.Json;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>The server in a process of its own, so that neither side's garbage collection holds up the other. Disposing of it ends it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly string _endPoint;

    public ServerProcess()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _endPoint = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start");
    }

    /// <summary>Where the stream is.</summary>
    public Uri Url => new($"ws://{_endPoint}/ws");

    /// <summary>How many live packs clients could not take, since the start.</summary>
    public async Task<long> SkippedAsync()
    {
        using var status = JsonDocument.Parse(await _http.GetStringAsync($"http://{_endPoint}/status"));
        return status.RootElement.GetProperty("skipped").GetInt64();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    /// <summary>This program again, which dotnet may have started.</summary>
    private static string[] Arguments()
    {
        string program = typeof(ServerProcess).Assembly.Location;
        bool isDotNet = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        return isDotNet ? [program, BenchmarkCommands.Serve] : [BenchmarkCommands.Serve];
    }
}
