using System.Diagnostics;
using System.Globalization;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// Two hosts on a network of their own, in network namespaces: <see cref="Ours"/>, and <see cref="Other"/>, on which avahi runs as
/// <see cref="OtherName"/>. Where namespaces are not permitted the tests fail, unless SENSORCAST_WITHOUT_NAMESPACES=1 skips them.
/// </summary>
internal sealed class NetworkLab : IDisposable
{
    public const string OtherName = "other";

    private const string SkipVariable = "SENSORCAST_WITHOUT_NAMESPACES";
    private const int StartTime = 120_000;

    // Another user becomes root in a user namespace.
    private static readonly string[] AsRoot = Environment.UserName == "root" ? [] : ["--user", "--map-root-user"];
    private static readonly string[] IntoUser = Environment.UserName == "root" ? [] : ["--user", "--preserve-credentials"];

    private readonly TemporaryFolder _folder = new();
    private readonly LabProcess _hosts;

    public NetworkLab()
    {
        if (Environment.GetEnvironmentVariable(SkipVariable) == "1")
        {
            Assert.Inconclusive($"Skipped, as {SkipVariable} says: names on the network are tested in network namespaces.");
        }

        foreach (string program in (string[])["/usr/sbin/avahi-daemon", "/usr/bin/avahi-browse", "/usr/bin/dbus-daemon"])
        {
            if (!File.Exists(program))
            {
                throw ToolProcess.Missing(program);
            }
        }

        string script = Path.Combine(Repository.Root, "tests", "Tools", "Cli", "Discover", "network.sh");
        _hosts = new LabProcess("unshare", [.. AsRoot, "--net", "--mount", "bash", script, _folder.FullName, OtherName]);
        string[] words = (_hosts.ReadLine(StartTime) ?? "").Split(' ');
        if (words is not ["ready", string other, string ours])
        {
            string errors = _hosts.Finish(StartTime).Errors;
            Dispose();
            throw new AssertFailedException(
                $"No network of the test's own could be made. Where that is not allowed, set {SkipVariable}=1 to skip these tests. It "
                    + $"said:\n{errors}");
        }

        Other = new Host(other, _folder.FullName);
        Ours = new Host(ours, _folder.FullName);
    }

    /// <summary>10.9.0.1.</summary>
    public Host Other { get; }

    /// <summary>10.9.0.2.</summary>
    public Host Ours { get; }

    /// <summary>Runs a program on a host that has no network.</summary>
    public static (int Code, string Output, string Errors) RunAlone(int milliseconds, string file, params string[] arguments)
    {
        using var process = new LabProcess("unshare", [.. AsRoot, "--net", file, .. arguments]);
        return process.Finish(milliseconds);
    }

    public void Dispose()
    {
        _hosts.Dispose();
        _folder.Dispose();
    }

    /// <summary>One of the hosts.</summary>
    internal sealed class Host(string process, string folder)
    {
        /// <summary>Starts a program on it.</summary>
        public LabProcess Start(string file, params string[] arguments) => new(
            "nsenter",
            ["--target", process, .. IntoUser, "--net", "--mount", file, .. arguments],
            ("DBUS_SYSTEM_BUS_ADDRESS", $"unix:path={folder}/bus"));

        /// <summary>Runs a program on it to its end.</summary>
        public (int Code, string Output, string Errors) Run(int milliseconds, string file, params string[] arguments)
        {
            using LabProcess started = Start(file, arguments);
            return started.Finish(milliseconds);
        }
    }

    /// <summary>A program that runs on one of the hosts.</summary>
    internal sealed class LabProcess : IDisposable
    {
        private readonly Process _process;
        private readonly Task<string> _errors;

        public LabProcess(string file, string[] arguments, (string Name, string Value)? variable = null)
        {
            var start = new ProcessStartInfo(file, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (variable is { } set)
            {
                start.Environment[set.Name] = set.Value;
            }

            _process = Process.Start(start)!;
            _errors = _process.StandardError.ReadToEndAsync();
        }

        public string? ReadLine(int milliseconds)
        {
            Task<string?> line = _process.StandardOutput.ReadLineAsync();
            Assert.IsTrue(line.Wait(milliseconds), "no line came");
            return line.Result;
        }

        /// <summary>Presses Ctrl+C.</summary>
        public void Interrupt()
        {
            using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        public (int Code, string Output, string Errors) Finish(int milliseconds)
        {
            Task<string> output = _process.StandardOutput.ReadToEndAsync();
            Assert.IsTrue(_process.WaitForExit(milliseconds), $"it did not end in {milliseconds} ms");
            return (_process.ExitCode, output.Result, _errors.Result);
        }

        public void Dispose()
        {
            // The end of its input is what ends the hosts, and all that runs on them.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(100))
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }
    }
}
