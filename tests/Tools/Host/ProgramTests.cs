using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public partial class ProgramTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("--port x", "--port takes a whole number from 0 to 65535, not 'x'.")]
    [DataRow("--port 65536", "--port takes a whole number from 0 to 65535, not '65536'.")]
    [DataRow("--port -1", "--port takes a whole number from 0 to 65535, not '-1'.")]
    [DataRow("--port", "Required argument missing for option: '--port'.")]
    [DataRow("--bind nowhere", "--bind takes an IP address, localhost or *, not 'nowhere'.")]
    [DataRow("--bind 8080", "--bind takes an IP address, localhost or *, not '8080'.")]
    [DataRow("--max-clients 0", "--max-clients takes a whole number from 1 to 10000, not '0'.")]
    [DataRow("--max-clients 10001", "--max-clients takes a whole number from 1 to 10000, not '10001'.")]
    [DataRow("--demo-rate 1001", "--demo-rate takes a whole number from 1 to 1000, not '1001'.")]
    [DataRow("--host-name http://sensors", "--host-name takes a host name without a port, not 'http://sensors'.")]
    [DataRow("--host-name sensors:80", "--host-name takes a host name without a port, not 'sensors:80'.")]
    [DataRow("--host-name 192.0.2.1", "--host-name takes a host name without a port, not '192.0.2.1'.")]
    [DataRow("--host-name", "Required argument missing for option: '--host-name'.")]
    [DataRow("--allow-origin example.org", "--allow-origin takes an origin such as https://example.org, not 'example.org'.")]
    [DataRow(
        "--allow-origin https://example.org/path",
        "--allow-origin takes an origin such as https://example.org, not 'https://example.org/path'.")]
    [DataRow(
        "--allow-origin https://me@example.org",
        "--allow-origin takes an origin such as https://example.org, not 'https://me@example.org'.")]
    [DataRow("--allow-origin null", "--allow-origin takes an origin such as https://example.org, not 'null'.")]
    [DataRow("--allow-origin *", "--allow-origin takes an origin such as https://example.org, not '*'.")]
    [DataRow("--allow-embedding *", "--allow-embedding takes an origin such as https://example.org, not '*'.")]
    [DataRow(
        "--allow-embedding http://[2001:db8::1]",
        "--allow-embedding: A site is a scheme, a name or an IPv4 address, and perhaps a port, "
            + "as in https://example.org: http://[2001:db8::1].")]
    [DataRow("--token-file", "Required argument missing for option: '--token-file'.")]
    [DataRow("--prot 80", "Unrecognized command or argument '--prot'.")]
    [DataRow("8080", "Unrecognized command or argument '8080'.")]
    [DataRow("@file", "Unrecognized command or argument '@file'.")]
    [DataRow("--token-file /nowhere/token", "--token-file: /nowhere/token does not exist.")]
    [DataRow("--token-file /", "--token-file: / is a folder, not a file.")]
    [DataRow("--port 1 --port 2", "Option '--port' expects a single argument but 2 were provided.")]
    public void Answers_wrong_usage_with_one_line(string arguments, string message)
    {
        using var host = new HostProcess(arguments.Split(' '));

        (int code, string output, string errors) = host.WaitForExit();

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.AreEqual(message + " Try --help." + Environment.NewLine, errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Answers_a_taken_port_with_one_line()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();

        AssertCannotListen(
            "127.0.0.1", ((IPEndPoint)taken.LocalEndPoint!).Port,
            "another program has the port. Stop it, or choose another port with --port.");
    }

    /// <summary>192.0.2.1 is for documentation (RFC 5737): no machine has it.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Answers_a_foreign_address_with_one_line() =>
        AssertCannotListen("192.0.2.1", 8080, "this machine does not have the address. Choose one that it has with --bind; * is all.");

    [TestMethod, Timeout(Limits.Test)]
    public void Shows_help()
    {
        using var host = new HostProcess("--help");

        (int code, string output, string errors) = host.WaitForExit();

        Assert.AreEqual(0, code);
        Assert.AreEqual("", errors);
        string[] options =
        [
            "--port", "--bind", "--max-clients", "--demo", "--demo-rate", "--demo-burst", "--demo-kinds", "--demo-channels", "--host-name",
            "--allow-origin", "--allow-embedding", "--token-file", "--read-only-token-file", "--help", "--version",
        ];
        foreach (string option in options)
        {
            Assert.Contains(option, output);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Shows_its_version()
    {
        using var host = new HostProcess("--version");

        (int code, string output, string errors) = host.WaitForExit();

        Assert.AreEqual(0, code);
        Assert.AreEqual("", errors);
        Assert.MatchesRegex(@"^\d+\.\d+\.\d+\s*$", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("", "127.0.0.1")]
    [DataRow("--bind localhost --demo --demo-rate 100 --max-clients 64", "127.0.0.1")]
    [DataRow("--bind ::1", "[::1]")]
    [DataRow("--bind *", @"\d+\.\d+\.\d+\.\d+")]
    public void Says_where_it_is_live_in_one_line(string arguments, string address)
    {
        if (address == "[::1]" && !Socket.OSSupportsIPv6)
        {
            Assert.Inconclusive("this machine has no IPv6");
        }

        string addressPattern = address.Contains('\\') ? address : Regex.Escape(address);
        using var host = new HostProcess(["--port", "0", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.MatchesRegex($@"^Sensorcast is live on http://{addressPattern}:[1-9]\d*/  \(Ctrl\+C ends it\)$", host.ReadLine());
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("INT")]
    [DataRow("TERM")]
    public void Ends_with_exit_code_0_on_a_signal(string signal)
    {
        using var host = new HostProcess("--port", "0");
        host.ReadLine();

        host.Signal(signal);

        Assert.AreEqual((0, "", ""), host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Serves_where_it_says()
    {
        using var host = new HostProcess("--port", "0");
        using var client = new HttpClient();
        string port = Port().Match(host.ReadLine()).Groups[1].Value;

        using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/status"));

        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Leaves_the_processor_alone_while_idle()
    {
        using var host = new HostProcess("--port", "0");
        host.ReadLine();

        host.WaitUntilIdle();
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Starts_again_on_its_port_right_after_it_was_killed()
    {
        using var first = new HostProcess("--port", "0");
        string line = first.ReadLine();
        string port = Port().Match(line).Groups[1].Value;
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));

        first.Kill();
        using var second = new HostProcess("--port", port);

        Assert.AreEqual(line, second.ReadLine());
    }

    private static void AssertCannotListen(string address, int port, string message)
    {
        using var host = new HostProcess("--bind", address, "--port", port.ToString(CultureInfo.InvariantCulture));

        (int code, string output, string errors) = host.WaitForExit();

        Assert.AreEqual(1, code);
        Assert.AreEqual("", output);
        Assert.AreEqual($"Cannot listen on {address}:{port}: {message}{Environment.NewLine}", errors);
    }

    [GeneratedRegex(@":(\d+)/")]
    private static partial Regex Port();
}
