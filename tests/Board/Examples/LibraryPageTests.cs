using System.Runtime.CompilerServices;

namespace Sensorcast.Device.Examples;

/// <summary>What docs/library.md shows is what the reference check compiles and these tests run.</summary>
[TestClass]
public class LibraryPageTests
{
    [DataRow("device/examples/QuickStart/Program.cs", "    private static void Main()")]
    [DataRow("device/examples/QuickStart/SettingsPage.cs", "    protected override void Respond")]
    [DataRow("device/examples/OwnRoutes/LogEndpoint.cs", "internal sealed class")]
    [DataRow("tests/Board/Examples/SettingsPageTests.cs", "[TestClass]")]
    [TestMethod]
    public void The_page_shows_code_that_is_compiled(string file, string from)
    {
        string root = Root();
        string source = File.ReadAllText(Path.Combine(root, file));
        string shown = source[source.IndexOf(from, StringComparison.Ordinal)..].TrimEnd();
        if (from[0] == ' ')
        {
            // A member, without the brace that ends its class.
            shown = shown[..^1].TrimEnd();
        }

        Assert.Contains(shown, File.ReadAllText(Path.Combine(root, "docs", "library.md")));
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");
}
