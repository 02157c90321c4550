using System.Text.Json;
using Sensorcast.Client;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>The addresses of tests/Shared/addresses.json, which the other clients read too.</summary>
[TestClass]
public class BoardAddressTests
{
    public static IEnumerable<object?[]> Cases()
    {
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Shared", "addresses.json")));
        foreach (JsonElement row in table.RootElement.EnumerateArray())
        {
            string? Text(string label) => row.TryGetProperty(label, out JsonElement field) ? field.GetString() : null;
            yield return [Text("given"), Text("url"), Text("error")];
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Leads_to_the_stream_or_says_why_not(string given, string? url, string? error)
    {
        if (error is null)
        {
            // Uri writes the end of an IPv4-mapped IPv6 address with dots in any case.
            Assert.AreEqual(new Uri(url!).AbsoluteUri, BoardAddress.Parse(given).AbsoluteUri);
            return;
        }

        string message = Assert.ThrowsExactly<FormatException>(() => BoardAddress.Parse(given)).Message;
        Assert.Contains(error, message);
        Assert.DoesNotContain("secret", message, "What is shown may be logged.");
    }

    [TestMethod]
    public void A_stream_leads_to_itself()
    {
        foreach (object?[] row in Cases().Where(static row => row[1] is not null))
        {
            Assert.AreEqual(new Uri((string)row[1]!).AbsoluteUri, BoardAddress.Parse((string)row[1]!).AbsoluteUri);
        }
    }
}
