using System.Globalization;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Debian's RabbitMQ 3.10 with its plugin for MQTT, which speaks version 3.1.1, on loopback ports of its own.</summary>
internal sealed class RabbitBroker : IDisposable
{
    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly TemporaryFolder _folder = new();
    private readonly ToolProcess _server;
    private readonly string _mapperPort = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

    public RabbitBroker()
    {
        if (!File.Exists(Script))
        {
            throw ToolProcess.Missing("rabbitmq-server");
        }

        File.WriteAllText(
            _folder.File("rabbitmq.conf"),
            $"listeners.tcp = none\nmqtt.listeners.tcp.1 = 127.0.0.1:{Port}\nmqtt.allow_anonymous = true\nmqtt.default_user = guest\nmqtt.default_pass = guest\n"
            + "distribution.listener.interface = 127.0.0.1\n");
        File.WriteAllText(_folder.File("enabled_plugins"), "[rabbitmq_mqtt].");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = _folder.FullName,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = _mapperPort,
            // So that it can be ended before it has noticed that the broker is gone.
            ["ERL_EPMD_RELAXED_COMMAND_CHECK"] = "1",
            ["RABBITMQ_NODENAME"] = "sensorcast@localhost",
            ["RABBITMQ_DIST_PORT"] = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONFIG_FILE"] = _folder.File("rabbitmq"),
            ["RABBITMQ_MNESIA_BASE"] = _folder.File("mnesia"),
            ["RABBITMQ_LOG_BASE"] = _folder.File("log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.File("enabled_plugins"),
            ["RABBITMQ_LOGS"] = "-",
        };
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // As its service does, and so that what it writes is its own.
            ToolProcess.Run("chown", ["-R", "rabbitmq", _folder.FullName], 4 * Limits.Wait);
            asUser = ["--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups"];
        }

        _server = new ToolProcess("setpriv", [.. asUser, Script], environment: environment);
        while (!_server.ReadLine(12 * Limits.Wait).Contains("Server startup complete", StringComparison.Ordinal))
        {
        }
    }

    public int Port { get; } = LoopbackPort.Free();

    public void Dispose()
    {
        _server.Dispose();

        // Erlang's port mapper goes on by itself otherwise.
        ToolProcess.Run("epmd", ["-port", _mapperPort, "-kill"], 4 * Limits.Wait);
        _folder.Dispose();
    }
}
