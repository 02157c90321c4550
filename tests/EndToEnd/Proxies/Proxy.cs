using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>
/// A proxy in front of a server, running in the foreground in a folder of its own, on loopback and unprivileged ports.
/// Disposing of it ends it, however the test went.
/// </summary>
internal sealed class Proxy : IDisposable
{
    private static readonly string[] NginxFolders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-proxy-");
    private readonly ProxyKind _kind;
    private ToolProcess _process;

    /// <param name="kind">Which proxy.</param>
    /// <param name="board">Where the server is.</param>
    /// <param name="change">What a test changes in the file of docs/proxies.</param>
    /// <param name="cellar">A second server: then the file is the one for several boards, with the first as the attic.</param>
    public Proxy(ProxyKind kind, Uri board, Action<ConfigurationFile>? change = null, Uri? cellar = null)
    {
        _kind = kind;
        int plain = LoopbackPort.Free();
        int tls = LoopbackPort.Free();
        PlainUrl = new Uri($"http://localhost:{plain}/");
        TlsUrl = new Uri($"https://localhost:{tls}/");

        string file = (kind == ProxyKind.Nginx ? "nginx" : "haproxy") + (cellar is null ? "" : "-boards");
        ConfigurationFile configuration = kind == ProxyKind.Nginx ? Nginx(file, board, plain, tls) : HAProxy(file, board, plain, tls);
        if (cellar is not null)
        {
            configuration.Replace("192.168.1.51:80", cellar.Authority);
        }

        change?.Invoke(configuration);
        configuration.WriteTo(Path.Combine(_folder.FullName, "configuration"));
        _process = Run();
    }

    /// <summary>Created in each run; the clients trust its authority.</summary>
    public static TestCertificates Certificates => Made.Value;

    private static Lazy<TestCertificates> Made { get; } = new(static () => new());

    public Uri PlainUrl { get; }

    public Uri TlsUrl { get; }

    public Uri Url(bool tls) => tls ? TlsUrl : PlainUrl;

    /// <summary>Waits for the next line of HAProxy's log.</summary>
    public string ReadLogLine() => _process.ReadLine(2 * Limits.Wait);

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public void Kill() => _process.Dispose();

    /// <summary>Starts it again where it was.</summary>
    public void Restart() => _process = Run();

    public void Dispose()
    {
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    internal static void DeleteCertificates()
    {
        if (Made.IsValueCreated)
        {
            Made.Value.Dispose();
        }
    }

    /// <summary>Nginx also gets folders that need no rights: its own are Debian's.</summary>
    private ConfigurationFile Nginx(string file, Uri board, int plain, int tls) => new ConfigurationFile(file + ".conf")
        .Replace("listen 80 ", $"listen 127.0.0.1:{plain} ")
        .Replace("listen 443 ", $"listen 127.0.0.1:{tls} ")
        .Replace("/etc/nginx/board.example.pem", Certificates.CertificateFile)
        .Replace("/etc/nginx/board.example.key", Certificates.KeyFile)
        .Replace("192.168.1.50:80", board.Authority)
        .Replace("http {\n", $"http {{\n access_log off; {string.Concat(
            NginxFolders.Select(kind => $"{kind}_temp_path {_folder.FullName}; "))}\n");

    private static ConfigurationFile HAProxy(string file, Uri board, int plain, int tls) => new ConfigurationFile(file + ".cfg")
        .Replace("bind :80", $"bind 127.0.0.1:{plain}")
        .Replace("bind :443", $"bind 127.0.0.1:{tls}")
        .Replace("/etc/haproxy/board.example.pem", Certificates.CombinedFile)
        .Replace("192.168.1.50:80", board.Authority);

    private ToolProcess Run()
    {
        string configuration = Path.Combine(_folder.FullName, "configuration");
        ToolProcess process = _kind == ProxyKind.Nginx
            ? new("/usr/sbin/nginx",
                ["-e", "stderr", "-c", configuration, "-g", $"daemon off; master_process off; pid {_folder.FullName}/pid;"])
            : new("/usr/sbin/haproxy", ["-db", "-f", configuration]);
        try
        {
            LoopbackPort.WaitUntilListens(TlsUrl.Port, process);
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }
}
