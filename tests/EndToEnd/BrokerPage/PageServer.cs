using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>The page's folder and the nginx of docs/broker, which passes the page's WebSocket on to a broker.</summary>
internal sealed class PageServer : IDisposable
{
    private static readonly string[] NginxFolders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private static readonly Lazy<string> Page = new(Build);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-page-");
    private readonly TestCertificates _certificates = new();
    private readonly ToolProcess _nginx;

    /// <param name="config">The page's config.json.</param>
    /// <param name="webSocketPort">Where the broker, or a proxy in front of it, accepts WebSockets.</param>
    public PageServer(string config, int webSocketPort)
    {
        string www = _folder.CreateSubdirectory("www").FullName;
        foreach (string file in Directory.GetFiles(Page.Value))
        {
            File.Copy(file, Path.Combine(www, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(www, "config.json"), config);
        _nginx = StartNginx(www, webSocketPort);
    }

    /// <summary>Where the page is.</summary>
    public Uri Url { get; } = new($"https://localhost:{LoopbackPort.Free()}/");

    public void Dispose()
    {
        _nginx.Dispose();
        _certificates.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Build()
    {
        DashboardPackage.Run("build:broker");
        return Path.Combine(Repository.Root, "tools", "Dashboard", "bin", "broker");
    }

    private ToolProcess StartNginx(string www, int webSocketPort)
    {
        string configuration = Path.Combine(_folder.FullName, "nginx.conf");
        string temporary = string.Concat(NginxFolders.Select(kind => $"{kind}_temp_path {_folder.FullName}; "));
        File.WriteAllText(configuration, DocumentedFile.Read(
            "nginx.conf",
            ("listen 443 ", $"listen 127.0.0.1:{Url.Port} "),
            ("/etc/nginx/boards.example.pem", _certificates.CertificateFile),
            ("/etc/nginx/boards.example.key", _certificates.KeyFile),
            ("/var/www/sensorcast", www),
            ("127.0.0.1:9001", $"127.0.0.1:{webSocketPort}"),
            ("http {\n", $"http {{\n access_log off; {temporary}\n")));
        var process = new ToolProcess(
            "/usr/sbin/nginx", ["-e", "stderr", "-c", configuration, "-g", $"daemon off; master_process off; pid {_folder.FullName}/pid;"]);
        LoopbackPort.WaitUntilListens(Url.Port, process);
        return process;
    }
}
