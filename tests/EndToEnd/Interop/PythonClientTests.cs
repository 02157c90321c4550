using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>Debian's <c>python3-websockets</c>, which only the system's own Python finds.</summary>
[TestClass]
public class PythonClientTests() : ScriptClientTests(Python, "python/client.py")
{
    private const string Python = "/usr/bin/python3";

    [ClassInitialize]
    public static void Check(TestContext _)
    {
        try
        {
            ToolProcess.Run(Python, ["-c", "import websockets"], 4 * Limits.Wait);
        }
        catch (AssertFailedException)
        {
            throw ToolProcess.Missing("python3-websockets");
        }
    }
}
