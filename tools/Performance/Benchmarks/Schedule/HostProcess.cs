using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sensorcast.Benchmarks.Peers;

namespace Sensorcast.Benchmarks.Schedule;

/// <summary>The Host as its users start it, with its demo. Disposing of it ends it.</summary>
internal sealed partial class HostProcess : IDisposable
{
    /// <summary>The demo's channel whose rate can be chosen.</summary>
    public const string Channel = "demo-vibration";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    /// <summary>Starts it.</summary>
    /// <param name="clients">How many viewers there will be, besides one that requests the status.</param>
    /// <param name="rate">How often the channel is read, a second.</param>
    public HostProcess(int clients, int rate)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Sensorcast.Host.dll");
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", [program, "--port", "0", "--demo", "--demo-rate", $"{rate}", "--max-clients", $"{clients + 1}"])
        {
            RedirectStandardOutput = true,
        })!;
        string line = _process.StandardOutput.ReadLine() ?? "nothing";
        Match port = PortPattern().Match(line);
        EndPoint = port.Success
            ? new IPEndPoint(IPAddress.Loopback, int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The Host did not start; it said {line}.");
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime => ProcessorClock.Read(_process.Id);

    /// <summary>How many readings of the channel the Host has left out because a step came too late, since the start.</summary>
    public async Task<long> OverrunsAsync()
    {
        using var status = JsonDocument.Parse(await _http.GetStringAsync($"http://{EndPoint}/status"));
        return status.RootElement.GetProperty("channels").EnumerateArray()
            .Single(static channel => channel.GetProperty("name").GetString() == Channel)
            .GetProperty("overruns").GetInt64();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:(\\d+)/")]
    private static partial Regex PortPattern();
}
