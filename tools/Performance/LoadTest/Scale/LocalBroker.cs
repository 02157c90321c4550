using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sensorcast.LoadTest.Scale;

/// <summary>
/// Debian's Mosquitto or RabbitMQ with a listener for MQTT and one for WebSockets, on this machine and for a measurement.
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
            // Erlang's port mapper goes on by itself otherwise.
            using Process end = System.Diagnostics.Process.Start("epmd", ["-port", Text(port), "-kill"]);
            end.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

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
        string File(string name) => Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(
            File("rabbitmq.conf"),
            $"""
            listeners.tcp = none
            distribution.listener.interface = 127.0.0.1
            mqtt.listeners.tcp.1 = 127.0.0.1:{_port}
            mqtt.allow_anonymous = true
            mqtt.default_user = guest
            mqtt.default_pass = guest
            web_mqtt.tcp.ip = 127.0.0.1
            web_mqtt.tcp.port = {_webSocketPort}
            web_mqtt.ws_path = /mqtt

            """);
        System.IO.File.WriteAllText(File("enabled_plugins"), "[rabbitmq_mqtt,rabbitmq_web_mqtt].");
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // As its service does.
            using Process own = System.Diagnostics.Process.Start("chown", ["-R", "rabbitmq", _folder.FullName]);
            own.WaitForExit();
            asUser = ["--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups"];
        }

        var start = new ProcessStartInfo("setpriv", [.. asUser, "/usr/lib/rabbitmq/bin/rabbitmq-server"]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in new[]
        {
            ("HOME", _folder.FullName),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("ERL_EPMD_PORT", Text(_mapperPort!.Value)),
            ("ERL_EPMD_RELAXED_COMMAND_CHECK", "1"),
            ("RABBITMQ_NODENAME", "sensorcast@localhost"),
            ("RABBITMQ_DIST_PORT", Text(FreePort())),
            ("RABBITMQ_CONFIG_FILE", File("rabbitmq")),
            ("RABBITMQ_MNESIA_BASE", File("mnesia")),
            ("RABBITMQ_LOG_BASE", File("log")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", File("enabled_plugins")),
        })
        {
            start.Environment[name] = value;
        }

        return System.Diagnostics.Process.Start(start)!;
    }
}
