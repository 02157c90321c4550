using System.Text;
using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class RequestReaderTests
{
    private static readonly int[] Whole = [int.MaxValue];
    private static readonly string[] Paths = ["/", "/ws", "/echo", "/status"];

    /// <summary>Never throws, reads and writes nothing outside its buffer, and the outcome does not depend on the cuts.</summary>
    [TestMethod]
    public void Any_request_has_one_outcome_however_it_is_cut()
    {
        Gen.Select(RequestGen.Any, ByteGen.Cuts, Gen.Int).Hold(
            5_000,
            x => Check(x.Item1, x.Item2, x.Item3),
            x => $"{Show.Text(x.Item1)} cuts {string.Join(' ', x.Item2)}");
    }

    /// <summary>The order of fields with different names has no meaning (RFC 9110 section 5.3).</summary>
    [TestMethod]
    public void The_order_of_the_header_fields_does_not_matter()
    {
        Gen.Select(RequestGen.Fields, Gen.Int, ByteGen.Cuts, Gen.Int).Hold(
            5_000,
            x => CheckOrder(x.Item1, x.Item2, x.Item3, x.Item4),
            x => $"{string.Join(" | ", x.Item1)} shuffled by {x.Item2} cuts {string.Join(' ', x.Item3)}");
    }

    /// <summary>The path of a target with scheme and host is the one that .NET's Uri sees.</summary>
    [TestMethod]
    public void Finds_the_path_that_dotnet_finds()
    {
        TargetGen.Absolute.Hold(2_000, CheckPath, target => target);
    }

    /// <summary>RFC 9112 sections 3.2 and 6.3, RFC 9110 section 4.2.1: none of these has one meaning.</summary>
    [TestMethod]
    [DataRow("GET http:///ws HTTP/1.1\r\nHost: board\r\n\r\n", "an empty host in the target")]
    [DataRow("GET a//b/ws HTTP/1.1\r\nHost: board\r\n\r\n", "no colon after the scheme")]
    [DataRow("GET ://board/ws HTTP/1.1\r\nHost: board\r\n\r\n", "no scheme before the colon")]
    [DataRow("GET /ws HTTP/1.1\r\nHost: board\r\nContent-Length:\r\n\r\n", "an empty length")]
    [DataRow("GET /ws HTTP/1.1\r\nHost: board\r\nContent-Length: 0 0\r\n\r\n", "two lengths and no comma")]
    [DataRow("GET / HTTP/1.0\r\nHost: board\r\nHost:\r\n\r\n", "two hosts, one of them empty")]
    [DataRow("GET /ws HTTP/1.1\r\nHost: ,board\r\n\r\n", "a comma before the host")]
    public void Refuses_ambiguous_requests(string request, string why)
    {
        Assert.AreEqual(400, RequestOutcome.Of(Encoding.ASCII.GetBytes(request), Whole, 1).Error, why);
    }

    private static void Check(byte[] request, int[] cuts, int seed)
    {
        var whole = RequestOutcome.Of(request, Whole, seed);
        Assert.AreEqual(whole, RequestOutcome.Of(request, cuts, seed + 1));
        Assert.Contains(whole.Error, (int[])[0, 400, 414, 431, 505]);
        if (whole.IsComplete)
        {
            Assert.Contains(whole.Status, (int[])[101, 200, 400, 403, 404, 405, 413, 421, 426]);
        }
    }

    private static void CheckOrder(string[] fields, int shuffle, int[] cuts, int seed)
    {
        string[] others = [.. fields];
        new Random(shuffle).Shuffle(others);
        var outcome = RequestOutcome.Of(WithFields(fields), cuts, seed);
        var other = RequestOutcome.Of(WithFields(others), cuts, seed);
        // A request that breaks two rules is refused for the one that is broken first.
        bool isRefused = outcome.Error != 0 && other.Error != 0;
        Assert.AreEqual(outcome, isRefused ? outcome : other);
    }

    private static byte[] WithFields(string[] fields) =>
        Encoding.Latin1.GetBytes($"GET /ws HTTP/1.1\r\n{string.Concat(fields.Select(field => field + "\r\n"))}\r\n");

    private static void CheckPath(string target)
    {
        byte[] request = Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: board\r\n\r\n");
        var outcome = RequestOutcome.Of(request, Whole, 1);
        // Uri decodes what need not be encoded (RFC 3986 section 6.2.2.2), which the reader may leave alone.
        string path = new Uri(target).GetComponents(UriComponents.Path | UriComponents.KeepDelimiter, UriFormat.UriEscaped);
        Assert.IsTrue(outcome.IsComplete, $"error {outcome.Error}");
        int expected = target.Contains('%') ? -1 : Array.IndexOf(Paths, path);
        Assert.AreEqual(expected, outcome.Path, path);
    }
}
