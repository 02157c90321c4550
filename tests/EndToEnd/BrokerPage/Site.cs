using System.Globalization;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>
/// The page's folder, nginx and Mosquitto, with the files of docs/broker and other addresses. Disposing of it ends all.
/// </summary>
internal sealed class Site : IDisposable
{
    /// <summary>No rule names the last one.</summary>
    private static readonly string[] Users = ["bridge", "viewer", "operator", "stranger"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-site-");
    private readonly int _webSocketPort = LoopbackPort.Free();
    private readonly PageServer _page;
    private ToolProcess? _broker;

    /// <param name="config">The page's config.json.</param>
    public Site(string config)
    {
        WriteBroker();
        StartBroker();
        _page = new PageServer(config, _webSocketPort);
    }

    /// <summary>Where the page is.</summary>
    public Uri Url => _page.Url;

    /// <summary>Where bridges find the broker.</summary>
    public int BrokerPort { get; } = LoopbackPort.Free();

    /// <summary>The password of each user.</summary>
    public static string PasswordOf(string user) => $"the {user}'s";

    /// <summary>Ends the broker without a chance to say goodbye.</summary>
    public void KillBroker() => _broker!.Dispose();

    /// <summary>Starts the broker.</summary>
    public void StartBroker()
    {
        _broker = new ToolProcess("/usr/sbin/mosquitto", ["-c", Path.Combine(_folder.FullName, "mosquitto.conf")]);
        LoopbackPort.WaitUntilListens(_webSocketPort, _broker);
    }

    /// <summary>Bridges boards, with commands.</summary>
    public CliProcess Bridge(params (string Name, Uri Url)[] boards)
    {
        string passwords = Path.Combine(_folder.FullName, "bridge");
        File.WriteAllText(passwords, PasswordOf("bridge"));
        return new CliProcess(
        [
            "bridge", "--broker", $"mqtt://bridge@127.0.0.1:{BrokerPort}", "--password-file", passwords, "--commands",
            .. boards.SelectMany(static board => new[] { "--board", $"{board.Name}={board.Url}" }),
        ]);
    }

    /// <summary>Publishes a message as the bridge's user.</summary>
    public void Publish(string topic, string payload, bool isRetained)
    {
        string[] arguments = [.. Arguments(topic), "-m", payload];
        ToolProcess.Run("mosquitto_pub", isRetained ? [.. arguments, "-r"] : arguments, Limits.Wait);
    }

    /// <summary>Publishes messages of one line each at once, as the bridge's user.</summary>
    public void PublishLines(string topic, IEnumerable<string> payloads)
    {
        using var client = new ToolProcess("mosquitto_pub", [.. Arguments(topic), "-l"]);
        client.Finish(string.Join('\n', payloads), Limits.Wait);
    }

    public void Dispose()
    {
        _page.Dispose();
        _broker?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string[] Arguments(string topic) =>
    [
        "-h", "127.0.0.1", "-p", BrokerPort.ToString(CultureInfo.InvariantCulture), "-u", "bridge", "-P", PasswordOf("bridge"), "-q", "1",
        "-t", topic,
    ];

    private string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    private void WriteBroker()
    {
        string passwords = Path.Combine(_folder.FullName, "passwords");
        string acl = Path.Combine(_folder.FullName, "acl");
        File.WriteAllText(acl, DocumentedFile.Read("acl"));
        File.WriteAllText(passwords, string.Concat(Users.Select(static user => $"{user}:{PasswordOf(user)}\n")));
        ToolProcess.Run("mosquitto_passwd", ["-U", passwords], Limits.Wait);

        // It would change to a user without the right to read this folder.
        File.WriteAllText(
            Path.Combine(_folder.FullName, "mosquitto.conf"),
            DocumentedFile.Read(
                "mosquitto.conf",
                ("listener 1883", $"user root\nlog_type none\nlistener {BrokerPort}"),
                ("listener 9001", $"listener {_webSocketPort}"),
                ("/etc/mosquitto/passwords\nacl", passwords + "\nacl"),
                ("/etc/mosquitto/acl", acl),
                ("/var/lib/mosquitto/", Folder("kept") + "/")));
    }
}
