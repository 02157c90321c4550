using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests;

/// <summary>Set-up mode of the Host, with curl for the probes of phones, and with DNS on a network of the test's own.</summary>
[TestClass]
public sealed partial class SetupDemoTests
{
    /// <summary>The table of docs/setup.md: what each system requests.</summary>
    private static IEnumerable<object[]> Probes =>
        Probe().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "setup.md")))
            .Select(static match => new object[] { new Uri(match.Groups[1].Value) });

    [TestMethod]
    public void The_table_of_probes_is_read()
    {
        Uri[] probes = [.. Probes.Select(static row => (Uri)row[0])];
        Assert.IsGreaterThan(15, probes.Length);
        string[] paths =
        [
            "/generate_204", "/hotspot-detect.html", "/connecttest.txt", "/ncsi.txt", "/redirect", "/success.txt", "/canonical.html",
        ];
        foreach (string path in paths)
        {
            Assert.IsTrue(Array.Exists(probes, probe => probe.AbsolutePath == path), path);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Each_probe_is_sent_to_the_page()
    {
        using LiveHost host = Start();
        foreach (Uri probe in Probes.Select(static row => (Uri)row[0]))
        {
            string answer = Curl("-i", "-H", $"Host: {probe.Authority}", new Uri(host.Url, probe.PathAndQuery).AbsoluteUri);
            Assert.StartsWith("HTTP/1.1 302 Found\r\n", answer, probe.AbsoluteUri);
            Assert.Contains($"\r\nLocation: {host.Url}\r\n", answer);

            // Older Androids take an empty answer as proof of the Internet.
            Assert.EndsWith($"\r\n\r\nGo to {host.Url}\n", answer);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Every_other_path_is_redirected()
    {
        using LiveHost host = Start();
        foreach (string path in (string[])["/status", "/readings", "/ws", "/echo", "/metrics", "/settings", "/note"])
        {
            Assert.StartsWith("HTTP/1.1 302 ", Curl("-i", new Uri(host.Url, path).AbsoluteUri), path);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("477265656e686f757365", "The board is in the network <b><bdi>Greenhouse</bdi></b> now.")]
    [DataRow("4e65696768626f7572", "The board has not joined <bdi>Neighbour</bdi>: it does not take the password.")]
    [DataRow("4f6c6420726f75746572", "The board has not joined <bdi>Old router</bdi>: it was not found.")]
    public void A_form_is_followed_to_its_end(string network, string end)
    {
        using LiveHost host = Start();
        AwaitForm(host);
        Assert.Contains("The board joins <b><bdi>", Curl("-L", "-d", $"network={network}&name=&password=12345678", host.Url.AbsoluteUri));
        string page = "";
        for (long last = Environment.TickCount64 + (3 * Limits.Wait); !page.Contains(end, StringComparison.Ordinal); Thread.Sleep(200))
        {
            Assert.IsLessThan(last, Environment.TickCount64, page);
            page = Curl("-L", new Uri(host.Url, "/state").AbsoluteUri);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void An_error_comes_back_in_words()
    {
        using LiveHost host = Start();
        AwaitForm(host);
        Assert.Contains("This network wants a password.", Curl("-d", "network=477265656e686f757365", host.Url.AbsoluteUri));
        Assert.StartsWith("HTTP/1.1 413 ", Curl("-i", "-d", "password=" + new string('x', 2000), host.Url.AbsoluteUri));
        Assert.StartsWith("HTTP/1.1 403 ", Curl("-i", "-H", "Origin: http://evil.example", "-d", "network=other", host.Url.AbsoluteUri));
    }

    /// <summary>A phone on the board's network: a name is looked up there, its probe leads to the page.</summary>
    [TestMethod, Timeout(2 * Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    public void A_phone_gets_to_the_page_by_any_name()
    {
        if (Environment.GetEnvironmentVariable("SENSORCAST_WITHOUT_NAMESPACES") == "1")
        {
            Assert.Inconclusive("Skipped, as SENSORCAST_WITHOUT_NAMESPACES says.");
        }

        const string Script =
            """
            set -e
            mount --make-rprivate /
            ip link set lo up
            echo nameserver 127.0.0.53 > "$2/resolv.conf"
            mount --bind "$2/resolv.conf" /etc/resolv.conf
            "$1" --bind 127.0.0.53 --port 80 --demo-setup --demo-setup-dns 53 > "$2/log" &
            trap 'kill $!; wait' EXIT
            until grep -q "access point is" "$2/log"; do kill -0 $!; sleep 0.1; done
            dig +short connectivitycheck.gstatic.com A
            dig +short connectivitycheck.gstatic.com AAAA
            dig +short a.b.example A
            curl -sSL --noproxy '*' --max-time 10 http://connectivitycheck.gstatic.com/generate_204 | grep '<h1>'
            curl -sSL --noproxy '*' --max-time 10 http://captive.apple.com/hotspot-detect.html | grep '<h1>'
            curl -sSL --noproxy '*' --max-time 10 -w '%{url_effective}\n' -o "$2/page" http://www.msftconnecttest.com/redirect
            """;
        string folder = Directory.CreateTempSubdirectory("sensorcast-setup-").FullName;
        try
        {
            string[] asRoot = Environment.UserName == "root" ? [] : ["--user", "--map-root-user"];
            string output = ToolProcess.Run(
                "unshare",
                [.. asRoot, "--net", "--mount", "bash", "-c", Script, "bash", Path.Combine(AppContext.BaseDirectory, "Sensorcast.Host"),
                    folder],
                Limits.Test);
            Assert.AreEqual("127.0.0.53\n127.0.0.53\n<h1>Wi-Fi set-up</h1>\n<h1>Wi-Fi set-up</h1>\nhttp://127.0.0.53/\n", output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("--demo-setup-dns 5353", "--demo-setup-dns needs --demo-setup.")]
    [DataRow("--demo-setup --bind ::1 --demo-setup-dns 5353", "--demo-setup-dns is for IPv4, and ::1 is an IPv6 address.")]
    public void Wrong_usage(string arguments, string error)
    {
        using var host = new HostProcess(arguments.Split(' '));
        Assert.AreEqual((2, "", $"{error} Try --help."), Trimmed(host.WaitForExit()));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_port_of_dns_that_is_taken_is_one_line()
    {
        using var taken = new System.Net.Sockets.UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        using var host = new HostProcess("--port", "0", "--demo-setup", "--demo-setup-dns", port.ToString(CultureInfo.InvariantCulture));
        (int code, string output, string errors) = Trimmed(host.WaitForExit());
        Assert.AreEqual((1, ""), (code, output));
        Assert.StartsWith($"Cannot listen on 127.0.0.1:{port}: another program has the port.", errors);
    }

    private static (int Code, string Output, string Errors) Trimmed((int Code, string Output, string Errors) end) =>
        (end.Code, end.Output, end.Errors.TrimEnd());

    private static LiveHost Start() => new(0, "--demo-setup");

    private static void AwaitForm(LiveHost host)
    {
        for (long last = Environment.TickCount64 + Limits.Wait; !Curl(host.Url.AbsoluteUri)
            .Contains("Greenhouse", StringComparison.Ordinal); Thread.Sleep(100))
        {
            Assert.IsLessThan(last, Environment.TickCount64, "the networks were not listed");
        }
    }

    private static string Curl(params string[] arguments) => ToolProcess.Run("curl", ["-sS", "--noproxy", "*", .. arguments], Limits.Wait);

    [GeneratedRegex(@"\| `(http://[^`]+)` \|")]
    private static partial Regex Probe();
}
