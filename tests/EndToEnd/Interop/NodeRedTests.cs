using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The flow of docs/node-red.json in Node-RED itself, without its editor, with a real server.</summary>
[TestClass]
public class NodeRedTests
{
    private const string Marker = "reading ";

    private static readonly NodePackage Package = new("tests", "EndToEnd", "Interop", "node-red");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_flow_gives_each_reading_its_own_message()
    {
        Package.Install();
        using var host = new LiveHost(0, "--name", "board");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sensorcast-node-red-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "flows.json"), Flow(host.Url.Authority));
            File.WriteAllText(
                Path.Combine(folder.FullName, "settings.js"),
                "module.exports = { uiHost: '127.0.0.1', httpAdminRoot: false, httpNodeRoot: false, flowFile: 'flows.json', telemetry: { "
                    + "enabled: false } };");
            using var nodeRed = new ToolProcess(
                "node",
                [
                    Path.Combine("node_modules", "node-red", "red.js"), "--userDir", folder.FullName, "--port",
                    LoopbackPort.Free().ToString(CultureInfo.InvariantCulture),
                ],
                Package.Folder);
            var kinds = new Dictionary<string, JsonValueKind>();
            string[] names = ["board:demo-wave", "board:demo-lamp", "board:demo-dimmer"];
            while (!names.All(kinds.ContainsKey))
            {
                string line = nodeRed.ReadLine(12 * Limits.Wait);
                if (line.IndexOf(Marker, StringComparison.Ordinal) is int start and >= 0)
                {
                    JsonElement message = JsonSerializer.Deserialize<JsonElement>(line[(start + Marker.Length)..]);
                    var age =
                        TimeSpan.FromMilliseconds(
                            DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - message.GetProperty("timestamp").GetDouble());
                    Assert.IsTrue(age > TimeSpan.FromMinutes(-1) && age < TimeSpan.FromMinutes(10), line);
                    kinds[message.GetProperty("topic").GetString()!] = message.GetProperty("payload").ValueKind;
                }
            }

            Assert.AreEqual(JsonValueKind.Number, kinds["board:demo-wave"]);
            Assert.IsTrue(kinds["board:demo-lamp"] is JsonValueKind.True or JsonValueKind.False);
            Assert.AreEqual(JsonValueKind.Number, kinds["board:demo-dimmer"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The flow with the board's address, and a node after it that logs its output.</summary>
    private static string Flow(string board)
    {
        string file = Path.Combine(Repository.Root, "docs", "node-red.json");
        JsonArray nodes = JsonNode.Parse(File.ReadAllText(file).Replace("board.local", board, StringComparison.Ordinal))!.AsArray();
        JsonNode senml = nodes.Single(static node => (string?)node!["id"] == "sensorcast-senml")!;
        senml["wires"]!.AsArray()[0]!.AsArray().Add("log");
        nodes.Add(JsonNode.Parse($$"""
            {"id":"log","type":"function","z":"sensorcast","name":"log","outputs":0,"x":480,"y":140,"wires":[],"func":"node.warn('{{Marker}}' + JSON.stringify(msg));"}
            """));
        return nodes.ToJsonString();
    }
}
