using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Sensorcast.Benchmarks.Peers;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>
/// The server in a process of its own, so that neither side's garbage collection holds up the other. Disposing of it ends it.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly string _endPoint;

    /// <summary>Starts it.</summary>
    /// <param name="clients">How many clients there will be.</param>
    /// <param name="channels">How many channels it has.</param>
    /// <param name="rate">How often each is read, a second.</param>
    public ServerProcess(int clients, int channels, int rate)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Arguments(), $"{clients}", $"{channels}", $"{rate}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _endPoint = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start");
    }

    /// <summary>Where the stream is.</summary>
    public Uri Url => new($"ws://{_endPoint}/ws");

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => IPEndPoint.Parse(_endPoint);

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime => ProcessorClock.Read(_process.Id);

    /// <summary>How much memory it has, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>How many live packs clients got and could not take, since the start.</summary>
    public async Task<(long Sent, long Skipped)> CountsAsync()
    {
        using var status = JsonDocument.Parse(await _http.GetStringAsync($"http://{_endPoint}/status"));
        return (status.RootElement.GetProperty("sent").GetInt64(), status.RootElement.GetProperty("skipped").GetInt64());
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
