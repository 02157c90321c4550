using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Debian's Mosquitto on a loopback port of its own, which it keeps when it is killed and started again.</summary>
internal sealed class Broker : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    /// <param name="settings">Further lines of its configuration, for its listener.</param>
    public Broker(params string[] settings)
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(
            _folder.File("mosquitto.conf"),
            $"listener {port} 127.0.0.1\nallow_anonymous true\nlog_type none\n{string.Join('\n', settings)}\n");
        Start();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Starts it, and waits until it listens.</summary>
    public void Start()
    {
        string program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        try
        {
            _process =
                Process.Start(new ProcessStartInfo(program, ["-c", _folder.File("mosquitto.conf")]) { RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            throw ToolProcess.Missing("mosquitto");
        }

        for (long end = Environment.TickCount64 + Limits.Wait; !IsListening(); Thread.Sleep(10))
        {
            Assert.IsFalse(_process.HasExited, "Mosquitto ended.");
            Assert.IsLessThan(end, Environment.TickCount64, "Mosquitto does not listen.");
        }
    }

    /// <summary>Freezes it, with every connection open.</summary>
    public void Freeze()
    {
        using Process kill = Process.Start("kill", ["-STOP", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.IsTrue(kill.WaitForExit(Limits.Wait));
    }

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public void Kill()
    {
        _process!.Kill();
        Assert.IsTrue(_process.WaitForExit(Limits.Wait));
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }

        _folder.Dispose();
    }

    private bool IsListening()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
