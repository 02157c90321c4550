using System.Diagnostics;
using System.Globalization;

namespace Sensorcast.LoadTest.Scale;

/// <summary>
/// How a node of Debian's RabbitMQ is started with its plugins for MQTT, on loopback ports and with all its files in one folder. Nodes with
/// the same folder have one port mapper, one cookie, and form a cluster.
/// </summary>
internal sealed class RabbitSetup
{
    /// <summary>Debian's own start script, which changes to RabbitMQ's user, has the settings of the machine's service.</summary>
    public const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    /// <summary>The program that starts it.</summary>
    public const string Program = "setpriv";

    /// <summary>Writes the files.</summary>
    /// <param name="folder">For all its files; a user of RabbitMQ's own gets them, if this process may do that.</param>
    /// <param name="mapperPort">The port of Erlang's port mapper, which the first node starts.</param>
    /// <param name="ports">Free ports: for MQTT, for WebSockets, and for the other nodes.</param>
    /// <param name="name">Which of the names it has.</param>
    /// <param name="names">The names of all nodes.</param>
    public RabbitSetup(
        string folder, int mapperPort, (int Mqtt, int WebSocket, int Distribution) ports, string name, params string[] names)
    {
        string InFolder(string file) => Path.Combine(folder, file);
        File.WriteAllText(
            InFolder($"{name}.conf"),
            $"""
            listeners.tcp = none
            mqtt.listeners.tcp.1 = 127.0.0.1:{ports.Mqtt}
            mqtt.allow_anonymous = true
            mqtt.default_user = guest
            mqtt.default_pass = guest
            web_mqtt.tcp.ip = 127.0.0.1
            web_mqtt.tcp.port = {ports.WebSocket}
            web_mqtt.ws_path = /mqtt
            distribution.listener.interface = 127.0.0.1
            cluster_formation.peer_discovery_backend = classic_config
            cluster_formation.randomized_startup_delay_range.min = 0
            cluster_formation.randomized_startup_delay_range.max = 1

            """
            + string.Concat(names.Select(static (node, i) => $"cluster_formation.classic_config.nodes.{i + 1} = {node}@localhost\n")));
        File.WriteAllText(InFolder("enabled_plugins"), "[rabbitmq_mqtt,rabbitmq_web_mqtt].");
        Environment = new()
        {
            ["HOME"] = folder,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = Text(mapperPort),

            // So that it can be ended before it has noticed that the broker has ended.
            ["ERL_EPMD_RELAXED_COMMAND_CHECK"] = "1",
            ["RABBITMQ_NODENAME"] = $"{name}@localhost",
            ["RABBITMQ_DIST_PORT"] = Text(ports.Distribution),
            ["RABBITMQ_CONFIG_FILE"] = InFolder(name),
            ["RABBITMQ_MNESIA_BASE"] = InFolder("mnesia"),
            ["RABBITMQ_LOG_BASE"] = InFolder("log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InFolder("enabled_plugins"),
            ["RABBITMQ_LOGS"] = "-",
        };
        if (System.Environment.IsPrivilegedProcess)
        {
            // As its service does, and so that its files are its own.
            Run("chown", "-R", "rabbitmq", folder);
            Arguments = ["--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups", Script];
        }
    }

    /// <summary>The arguments of the program.</summary>
    public string[] Arguments { get; } = [Script];

    /// <summary>Its environment, besides what is there already.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Ends Erlang's port mapper, which would keep running.</summary>
    public static void EndMapper(int port) => Run("epmd", "-port", Text(port), "-kill");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }
}
