using System.Globalization;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// A node of Debian's RabbitMQ 3.10 with its plugins for MQTT, which speak version 3.1.1, on loopback ports. Nodes with the same folder
/// have one port mapper, one cookie, and form a cluster.
/// </summary>
internal sealed class RabbitNode : IDisposable
{
    private const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private ToolProcess? _server;

    /// <param name="folder">For all its files; a user of RabbitMQ's own needs them.</param>
    /// <param name="mapperPort">The port of Erlang's port mapper, which the first node starts.</param>
    /// <param name="name">Which of the names it has.</param>
    /// <param name="names">The names of all nodes.</param>
    public RabbitNode(TemporaryFolder folder, int mapperPort, string name, params string[] names)
    {
        if (!File.Exists(Script))
        {
            throw ToolProcess.Missing("rabbitmq-server");
        }

        File.WriteAllText(
            folder.File($"{name}.conf"),
            $"""
            listeners.tcp = none
            mqtt.listeners.tcp.1 = 127.0.0.1:{Port}
            mqtt.allow_anonymous = true
            mqtt.default_user = guest
            mqtt.default_pass = guest
            web_mqtt.tcp.ip = 127.0.0.1
            web_mqtt.tcp.port = {WebSocketPort}
            web_mqtt.ws_path = /mqtt
            distribution.listener.interface = 127.0.0.1
            cluster_formation.peer_discovery_backend = classic_config
            cluster_formation.randomized_startup_delay_range.min = 0
            cluster_formation.randomized_startup_delay_range.max = 1

            """
            + string.Concat(names.Select(static (node, i) => $"cluster_formation.classic_config.nodes.{i + 1} = {node}@localhost\n")));
        File.WriteAllText(folder.File("enabled_plugins"), "[rabbitmq_mqtt,rabbitmq_web_mqtt].");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder.FullName,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = mapperPort.ToString(CultureInfo.InvariantCulture),

            // So that it can be ended before it has noticed that the broker is gone.
            ["ERL_EPMD_RELAXED_COMMAND_CHECK"] = "1",
            ["RABBITMQ_NODENAME"] = $"{name}@localhost",
            ["RABBITMQ_DIST_PORT"] = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONFIG_FILE"] = folder.File(name),
            ["RABBITMQ_MNESIA_BASE"] = folder.File("mnesia"),
            ["RABBITMQ_LOG_BASE"] = folder.File("log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.File("enabled_plugins"),
            ["RABBITMQ_LOGS"] = "-",

            // One of several on a small machine: one scheduler, which does not wait by computing.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none",
        };
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // As its service does, and so that what it writes is its own.
            ToolProcess.Run("chown", ["-R", "rabbitmq", folder.FullName], 4 * Limits.Wait);
            asUser = ["--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups"];
        }

        _server = new ToolProcess("setpriv", [.. asUser, Script], environment: environment);
    }

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>For MQTT over WebSocket, at /mqtt.</summary>
    public int WebSocketPort { get; } = LoopbackPort.Free();

    /// <summary>Waits until it takes connections.</summary>
    public void WaitUntilReady()
    {
        while (!_server!.ReadLine(12 * Limits.Wait).Contains("Server startup complete", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Ends Erlang's port mapper, which goes on by itself otherwise.</summary>
    public static void EndMapper(int port) =>
        ToolProcess.Run("epmd", ["-port", port.ToString(CultureInfo.InvariantCulture), "-kill"], 4 * Limits.Wait);

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public void Dispose()
    {
        _server?.Dispose();
        _server = null;
    }
}
