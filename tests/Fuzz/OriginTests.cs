using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;

namespace Sensorcast.Tests.Fuzz;

/// <summary>Whether a page comes from the host that its request is for does not depend on how the two are spelled.</summary>
[TestClass]
public class OriginTests
{
    private static readonly Gen<string> Port = Gen.OneOf("", ":", ":80", ":443", ":0080", ":00443", ":8080");

    [TestMethod]
    public void An_origin_is_the_hosts_in_every_spelling_or_in_none()
    {
        Gen.Select(HostGen.Any, Port, Gen.OneOf("http", "HTTPS", "https", "Http"), HostGen.Any, Port, Gen.Bool, ByteGen.Cuts).Hold(
            20_000,
            x => CheckOrigin(x.Item1, x.Item2, x.Item3, x.Item4, x.Item5, x.Item6, x.Item7),
            x => $"{x.Item1.Text}{x.Item2} {x.Item3}://{x.Item4.Text}{x.Item5} origin first {x.Item6} cuts {string.Join(' ', x.Item7)}");
    }

    /// <summary>A host in brackets is ours if it is an address, by .NET's reading.</summary>
    [TestMethod]
    public void Knows_the_ipv6_addresses_that_dotnet_knows()
    {
        HostGen.NearlyIPv6.Hold(20_000, text => CheckHost($"[{text}]", IsIPv6(text)), text => text);
    }

    /// <summary>Four numbers are an address; with a leading zero they are none, which .NET reads as octal.</summary>
    [TestMethod]
    public void Knows_the_ipv4_addresses_that_are_written_in_one_way()
    {
        HostGen.NearlyIPv4.Hold(
            10_000, text => CheckHost(text, IPAddress.TryParse(text, out IPAddress? address) && address.ToString() == text), text => text);
    }

    private static bool IsIPv6(string text)
    {
        bool isAddress = IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        string last = text[(text.LastIndexOf(':') + 1)..];
        return isAddress && (!last.Contains('.') || (IPAddress.TryParse(last, out IPAddress? tail) && tail.ToString() == last));
    }

    private static void CheckHost(string host, bool isAddress)
    {
        var outcome = RequestOutcome.Of(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), [int.MaxValue], 1);
        // An empty name is not one.
        int other = host.Length == 0 ? 0 : 421;
        Assert.AreEqual(isAddress ? 200 : other, outcome.Status);
    }

    private static void CheckOrigin(
        HostSpelling host, string hostPort, string scheme, HostSpelling page, string pagePort, bool originFirst, int[] cuts)
    {
        string[] fields = [$"Host: {host.Text}{hostPort}", $"Origin: {scheme}://{page.Text}{pagePort}"];
        byte[] request = Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\n{fields[originFirst ? 1 : 0]}\r\n{fields[originFirst ? 0 : 1]}\r\nUpgrade: websocket\r\nConnection: "
                + "Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        int defaultPort = scheme.Length == 5 ? 443 : 80;
        bool isSame = host.Host == page.Host && Number(hostPort, defaultPort) == Number(pagePort, defaultPort);
        Assert.AreEqual(IsOurs(host.Host) ? isSame ? 101 : 403 : 421, RequestOutcome.Of(request, cuts, 1).Status);
    }

    private static bool IsOurs(string host) => host != "sensor.loca1";

    private static int Number(string port, int defaultPort) => port.Length < 2 ? defaultPort : int.Parse(port[1..], null);
}
