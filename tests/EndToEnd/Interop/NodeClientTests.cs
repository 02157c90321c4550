using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>Node's <c>ws</c>, as npm has it.</summary>
[TestClass]
public class NodeClientTests() : ScriptClientTests("node", "node/client.mjs")
{
    [ClassInitialize]
    public static void Install(TestContext _) => new NodePackage("tests", "EndToEnd", "Interop", "node").Install();
}
