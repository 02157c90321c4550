using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sensorcast.LoadTest.Scale;

/// <summary>
/// Debian's Mosquitto or RabbitMQ with a listener for MQTT and one for WebSockets, on this machine, for a measurement.
/// </summary>
internal sealed class LocalBroker : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-scale-");
    private readonly int _port = FreePort();
    private readonly int _webSocketPort = FreePort();
    private readonly int? _mapperPort;
    private readonly Process _process;

    private LocalBroker(bool isRabbit)
    {
        _mapperPort = isRabbit ? FreePort() : null;
        _process = isRabbit ? StartRabbit() : StartMosquitto();
    }

    /// <summary>For MQTT.</summary>
    public Uri Address => new($"mqtt://127.0.0.1:{_port}");

    /// <summary>For MQTT over WebSocket.</summary>
    public Uri WebSocketAddress => new($"ws://127.0.0.1:{_webSocketPort}/mqtt");

    /// <summary>Its first process.</summary>
    public int Process => _process.Id;

    /// <summary>Starts one, and waits until it takes connections.</summary>
    public static async Task<LocalBroker> StartAsync(bool isRabbit, CancellationToken cancellation)
    {
        var broker = new LocalBroker(isRabbit);
        for (long start = Stopwatch.GetTimestamp(); !await broker.IsListeningAsync(cancellation);)
        {
            if (broker._process.HasExited || Stopwatch.GetElapsedTime(start) > LongestStart)
            {
                broker.Dispose();
                throw new IOException($"{(isRabbit ? "rabbitmq-server" : "mosquitto")} does not start.");
            }

            await Task.Delay(TimeSpan.FromSeconds(0.2), cancellation);
        }

        return broker;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        if (_mapperPort is int port)
        {
            RabbitSetup.EndMapper(port);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (int port in new[] { _port, _webSocketPort })
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Process StartMosquitto()
    {
        string file = Path.Combine(_folder.FullName, "mosquitto.conf");
        File.WriteAllText(
            file,
            $"log_type none\nallow_anonymous true\nlistener {_port} 127.0.0.1\nlistener {_webSocketPort} 127.0.0.1\nprotocol websockets\n");
        return System.Diagnostics.Process.Start("/usr/sbin/mosquitto", ["-c", file]);
    }

    private Process StartRabbit()
    {
        var setup = new RabbitSetup(_folder.FullName, _mapperPort!.Value, (_port, _webSocketPort, FreePort()), "sensorcast", "sensorcast");
        var start = new ProcessStartInfo(RabbitSetup.Program, setup.Arguments) { RedirectStandardOutput = true };
        foreach ((string name, string value) in setup.Environment)
        {
            start.Environment[name] = value;
        }

        Process process = System.Diagnostics.Process.Start(start)!;

        // Its output is not needed, and would fill the pipe.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
