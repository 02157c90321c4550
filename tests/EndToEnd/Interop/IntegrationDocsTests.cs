using System.Globalization;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>What docs/integrations.md shows, taken from there and run.</summary>
[TestClass]
public partial class IntegrationDocsTests
{
    private const string Python = "/usr/bin/python3";
    private const int Wait = 4 * Limits.Wait;

    private static string Docs => Path.Combine(Repository.Root, "docs");

    [TestMethod, Timeout(Limits.Test)]
    public void The_lines_of_Python_print_every_kind_of_reading()
    {
        string text = File.ReadAllText(Path.Combine(Docs, "integrations.md"));
        using var host = new LiveHost(0, "--name", "board");
        string program = PythonBlock().Match(text).Groups[1].Value.Replace("board.local", host.Url.Authority, StringComparison.Ordinal);
        using var python = new ToolProcess(Python, ["-c", program]);

        Dictionary<string, string[]> newest = [];
        while (!(newest.ContainsKey("board:demo-lamp") && newest.ContainsKey("board:demo-phase") && newest.ContainsKey("board:demo-wave")))
        {
            string[] words = python.ReadLine(Wait).Split(' ');
            Assert.IsGreaterThan(1.7e9, double.Parse(words[0], CultureInfo.InvariantCulture));
            newest[words[1]] = words[2..];
        }

        Assert.AreEqual("False", newest["board:demo-lamp"][0]);
        Assert.AreEqual("V", newest["board:demo-wave"][1]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_lines_of_Python_read_with_a_token()
    {
        string text = File.ReadAllText(Path.Combine(Docs, "integrations.md"));
        string[] blocks = [.. PythonBlock().Matches(text).Select(match => match.Groups[1].Value)];
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
        string connect = blocks[0].Split('\n').Single(line => line.Contains("websockets.connect", StringComparison.Ordinal)) + "\n";
        string program = blocks[0]
            .Replace(connect, blocks[1], StringComparison.Ordinal)
            .Replace("import asyncio", "import os, asyncio", StringComparison.Ordinal)
            .Replace("board.local", host.Url.Authority, StringComparison.Ordinal);
        using var python =
            new ToolProcess(
                Python, ["-c", program], environment: new Dictionary<string, string> { ["SENSORCAST_TOKEN"] = TokenHost.ReadOnlyToken });

        Assert.HasCount(4, python.ReadLine(Wait).Split(' '));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void The_function_for_Node_RED_resolves_records()
    {
        const string Script = """
            const flow = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
            const code = flow.find(node => node.type === "function").func;
            const run = payload => new Function("msg", "node", code)({ payload }, { send: message => console.log(JSON.stringify(message)) });
            run('{"seq":1}');
            run('[{"bn":"b:","bt":1763877600.125,"n":"a","u":"V","v":1.5,"t":-1},{"n":"lamp","vb":false},{"n":"mode","vs":"on"}]');
            """;

        string output = ToolProcess.Run("node", ["-e", Script, Path.Combine(Docs, "node-red.json")], Wait);

        Assert.AreEqual(
            """
            {"topic":"b:a","payload":1.5,"timestamp":1763877599125}
            {"topic":"b:lamp","payload":false,"timestamp":1763877600125}
            {"topic":"b:mode","payload":"on","timestamp":1763877600125}

            """,
            output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Prometheus_own_parser_reads_the_metrics()
    {
        const string Script = """
            import sys, urllib.request
            from prometheus_client.parser import text_string_to_metric_families
            text = urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers={"Authorization": "Bearer " + sys.argv[2]})).read().decode()
            for family in text_string_to_metric_families(text):
                assert family.documentation, family.name
                assert family.type in ("gauge", "counter"), family.name
                assert not any(unit in family.name for unit in ("milli", "_ms", "kilo")), family.name
                assert (family.type == "counter") == (f"# TYPE {family.name}_total counter" in text), family.name
                for sample in family.samples:
                    print(family.type, sample.name, sample.labels.get("name", ""), sample.labels.get("unit", ""), float(sample.value))
            """;
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);

        string output = ToolProcess.Run(Python, ["-c", Script, new Uri(host.Url, "metrics").ToString(), TokenHost.ReadOnlyToken], Wait);

        Assert.MatchesRegex(@"(?m)^gauge sensorcast_reading demo-wave V -?\d\.\d+$", output);
        Assert.MatchesRegex(@"(?m)^gauge sensorcast_reading demo-lamp  0\.0$", output);
        Assert.MatchesRegex(@"(?m)^counter sensorcast_packs_total   \d+\.0$", output);
        Assert.MatchesRegex(@"(?m)^gauge sensorcast_uptime_seconds   \d+\.\d+$", output);
        Assert.MatchesRegex(@"(?m)^gauge sensorcast_channel_longest_read_seconds demo-wave V \d+\.\d+$", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Prometheus_own_parser_reads_them_as_OpenMetrics()
    {
        const string Script = """
            import sys, urllib.request
            from prometheus_client.openmetrics.parser import text_string_to_metric_families
            asked = {"Authorization": "Bearer " + sys.argv[2], "Accept": "application/openmetrics-text; version=1.0.0, text/plain;q=0.5"}
            answer = urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers=asked))
            assert answer.headers["Content-Type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8", answer.headers["Content-Type"]
            for family in text_string_to_metric_families(answer.read().decode()):
                assert family.documentation, family.name
                assert family.name.endswith("_" + family.unit) if family.unit else not family.name.endswith(("_seconds", "_bytes")), family.name
                for sample in family.samples:
                    print(family.type, sample.name, sample.labels.get("name", ""), family.unit, float(sample.value))
            """;
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);

        string output = ToolProcess.Run(Python, ["-c", Script, new Uri(host.Url, "metrics").ToString(), TokenHost.ReadOnlyToken], Wait);

        Assert.MatchesRegex(@"(?m)^gauge sensorcast_reading demo-wave  -?\d\.\d+$", output);
        Assert.MatchesRegex(@"(?m)^counter sensorcast_packs_total   \d+\.0$", output);
        Assert.MatchesRegex(@"(?m)^gauge sensorcast_uptime_seconds  seconds \d+\.\d+$", output);
        Assert.MatchesRegex(@"(?m)^counter sensorcast_client_sent_bytes_total  bytes \d+\.0$", output);
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();
}
