using Sensorcast.Dns;
using Sensorcast.Host;

namespace Sensorcast.Tests.HostTests;

/// <summary>Values that --announce and --name refuse. tests/Tools/Cli/Discover checks the announcements on a network.</summary>
[TestClass]
public class AnnounceTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow(
        "--announce",
        "--announce needs --bind with an address that other machines reach, such as --bind '*': "
            + "127.0.0.1 is this machine's own. Try --help.")]
    [DataRow(
        "--announce --bind ::1",
        "--announce needs --bind with an address that other machines reach, such as --bind '*': ::1 is this machine's own. Try --help.")]
    [DataRow("--announce --bind 2001:db8::7", "--announce is for IPv4, and 2001:db8::7 is an IPv6 address. Try --help.")]
    [DataRow(
        "--announce --bind * --name a_b",
        "--announce needs a --name of 1 to 63 letters, digits and hyphens, no hyphen first or last, not 'a_b'. Try --help.")]
    [DataRow(
        "--name a,b", "--name takes at most 63 letters, digits and - : . / _, a letter or digit first (RFC 8428), not 'a,b'. Try --help.")]
    [DataRow(
        "--name .kitchen",
        "--name takes at most 63 letters, digits and - : . / _, a letter or digit first (RFC 8428), not '.kitchen'. Try --help.")]
    public void Wrong_usage(string arguments, string error)
    {
        using var host = new HostProcess(arguments.Split(' '));
        (int code, string output, string errors) = host.WaitForExit();
        Assert.AreEqual((2, "", error), (code, output, errors.TrimEnd()));
    }

    [TestMethod]
    public void The_version_is_that_of_the_program() =>
        Assert.AreEqual(SensorServices.Version, typeof(Listeners).Assembly.GetName().Version!.ToString(3));
}
