using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A server of the comparison, running. Disposing of it ends it.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="peer">The server.</param>
    /// <param name="task">Its last argument.</param>
    public PeerProcess(Peer peer, string task)
    {
        var start = new ProcessStartInfo(peer.Program, [.. peer.Arguments, task])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;

        // A server's log lines about clients that disconnect without a close frame are not measured.
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        string port = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{peer.Name} did not start.");
        EndPoint = new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How much processor time it has used, to the nanosecond.</summary>
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

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
