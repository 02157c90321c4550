using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DocsTests;

/// <summary>
/// The drivers in docs/sensors.md are, line for line, in a file that is compiled: for the board, or with the Host.
/// </summary>
[TestClass]
public class SensorPageTests
{
    private static readonly string[] Folders = ["device", Path.Combine("tools", "Host")];

    [TestMethod]
    public void Blocks_are_compiled()
    {
        string[] sources =
        [
            .. Folders.SelectMany(static folder =>
                Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Select(static file => Code(File.ReadAllText(file))),
        ];
        Block[] blocks = [.. Block.All.Where(static block => block.RunBy == "SensorPageTests.Blocks_are_compiled")];

        Assert.IsGreaterThan(8, blocks.Length);
        foreach (Block block in blocks)
        {
            Assert.IsTrue(
                sources.Any(source => source.Contains(Code(block.Text), StringComparison.Ordinal)), $"{block.Name} is in no source");
        }
    }

    /// <summary>Without white space: a page breaks lines elsewhere.</summary>
    private static string Code(string text) => string.Concat(text.Where(static character => !char.IsWhiteSpace(character)));
}
