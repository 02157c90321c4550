using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>A response as RFC 9112 has it.</summary>
internal sealed partial class HttpResponse
{
    internal static readonly int[] Statuses =
        [101, 200, 304, 400, 401, 403, 404, 405, 408, 411, 413, 414, 421, 426, 429, 431, 500, 503, 505];

    private HttpResponse(int status, int headLength)
    {
        Status = status;
        HeadLength = headLength;
    }

    internal int Status { get; }

    internal int HeadLength { get; }

    internal List<KeyValuePair<string, string>> Fields { get; } = [];

    /// <summary>The length of the body, or -1 where the end of the connection ends it.</summary>
    internal int ContentLength { get; private set; } = -1;

    internal string ContentType => Value("Content-Type");

    internal static HttpResponse Read(byte[] bytes)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.IsGreaterThan(0, end, "The head is whole");
        string[] lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        Match first = StatusLine().Match(lines[0]);
        Assert.IsTrue(first.Success, lines[0]);
        var response = new HttpResponse(int.Parse(first.Groups[1].Value, CultureInfo.InvariantCulture), end + 4);
        foreach (string line in lines.Skip(1))
        {
            Match field = Field().Match(line);
            Assert.IsTrue(field.Success, line);
            response.Fields.Add(new(field.Groups[1].Value, field.Groups[2].Value));
        }

        response.CheckFields();
        return response;
    }

    private void CheckFields()
    {
        if (Status == 101)
        {
            Assert.AreEqual("websocket", Value("Upgrade"));
            Assert.AreEqual("Upgrade", Value("Connection"));
            Assert.HasCount(20, Convert.FromBase64String(Value("Sec-WebSocket-Accept")));
            return;
        }

        if (Status == 304)
        {
            Assert.AreEqual("no-cache", Value("Cache-Control"));
            Assert.MatchesRegex("^\"[0-9a-f]{16}\"$", Value("ETag"));
            ContentLength = 0;
        }
        else if (Status != 200 || ContentType.StartsWith("text/html", StringComparison.Ordinal))
        {
            ContentLength = int.Parse(Value("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        Assert.IsTrue(Fields.Any(f => f.Key == "Connection" && f.Value == "close"), "The connection ends with the answer, and says so");
        Assert.AreEqual(Status == 426, Fields.Any(f => f.Key == "Sec-WebSocket-Version"));
        Assert.AreEqual(Status == 405, Fields.Any(f => f.Key == "Allow"));
        Assert.AreEqual(
            Status == 401, Fields.Any(f => f.Key == "WWW-Authenticate" && f.Value.StartsWith("Bearer ", StringComparison.Ordinal)));
        Assert.AreEqual(Status is 429 or 503, Fields.Any(f => f.Key == "Retry-After"));
    }

    private string Value(string name)
    {
        List<string> values = [.. Fields.Where(f => f.Key == name).Select(f => f.Value)];
        Assert.HasCount(1, values, $"{name} of {Status}: {string.Join("; ", Fields)}");
        return values[0];
    }

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3}) [A-Za-z -]+$")]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^([A-Za-z0-9-]+): ([\x21-\x7E]|[\x21-\x7E][\x20-\x7E]*[\x21-\x7E])$")]
    private static partial Regex Field();
}
