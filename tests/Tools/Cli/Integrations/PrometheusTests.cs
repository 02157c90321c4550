using System.Globalization;
using System.Text.Json;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Debian's Prometheus with the configuration of docs/integrations.md.</summary>
[TestClass]
public class PrometheusTests
{
    private const int LongTest = 2 * Limits.Test;
    private const int Wait = 4 * Limits.Wait;

    [TestMethod, Timeout(LongTest)]
    public async Task Scrapes_two_boards()
    {
        using var folder = new TemporaryFolder();
        using var attic = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
        using var shed = new LiveHost(0, "--name", "shed");
        File.WriteAllText(folder.File("token"), TokenHost.ReadOnlyToken);
        File.WriteAllText(folder.File("prometheus.yml"), Configuration(attic.Url, shed.Url, folder.File("token")));
        ToolProcess.Run("promtool", ["check", "config", folder.File("prometheus.yml")], Wait);

        int port = LoopbackPort.Free();
        using var prometheus = new ToolProcess(
            "prometheus",
            [
                $"--config.file={folder.File("prometheus.yml")}", $"--storage.tsdb.path={folder.File("data")}",
                $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            ]);
        var api = new Uri($"http://127.0.0.1:{port}/api/v1/query?query=");
        Dictionary<string, decimal> waves = await QueryAsync(prometheus, api, """sensorcast_reading{name="demo-wave",unit="V"}""", 2);

        CollectionAssert.AreEquivalent(new[] { attic.Url.Authority, shed.Url.Authority }, waves.Keys);
        Assert.IsTrue(waves.Values.All(static volts => volts is >= -5 and <= 5 and not 0), string.Join(' ', waves.Values));
        Dictionary<string, decimal> up = await QueryAsync(prometheus, api, "up", 2);
        Assert.IsTrue(up.Values.All(static value => value == 1), "Both are scraped without an error.");
        Dictionary<string, decimal> uptimes = await QueryAsync(prometheus, api, "sensorcast_uptime_seconds", 2);
        Assert.IsTrue(uptimes.Values.All(static seconds => seconds > 0));
    }

    /// <summary>The metrics checked by Prometheus' own tool.</summary>
    [TestMethod, Timeout(LongTest)]
    public void Promtool_reports_no_problem()
    {
        using var host = new LiveHost(0, "--name", "board");
        string checks =
            ToolProcess.Run("bash", ["-c", $"set -o pipefail; curl -sSf {host.Url}metrics | promtool check metrics 2>&1"], Wait);

        Assert.AreEqual("", checks);
    }

    private static string Configuration(Uri attic, Uri shed, string tokenFile)
    {
        string[] blocks = DocumentedBlocks.Of("PrometheusTests.Scrapes_two_boards", "yaml");
        Assert.HasCount(2, blocks);
        string text = string.Concat(blocks);
        foreach ((string old, string here) in new[]
        {
            ("attic.local:80", attic.Authority), ("shed.local:80", shed.Authority), ("/etc/prometheus/sensorcast-token", tokenFile),
            ("5s", "1s"),
        })
        {
            Assert.Contains(old, text);
            text = text.Replace(old, here, StringComparison.Ordinal);
        }

        return text;
    }

    private static async Task<Dictionary<string, decimal>> QueryAsync(ToolProcess prometheus, Uri api, string query, int count)
    {
        using var client = new HttpClient();
        Dictionary<string, decimal> values = [];
        await Until.TrueAsync(HasAllAsync, () => $"Prometheus has {values.Count} of {query}.");
        return values;

        async Task<bool> HasAllAsync()
        {
            prometheus.AssertRuns();
            try
            {
                using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri(api + Uri.EscapeDataString(query))));
                values = json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
                    static sample => sample.GetProperty("metric").GetProperty("instance").GetString()!,
                    static sample => decimal.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            return values.Count >= count;
        }
    }
}
