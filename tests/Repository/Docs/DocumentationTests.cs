using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DocsTests;

/// <summary>The commands and programs of the pages work: README.md, docs/*.md and tools/*/README.md.</summary>
[TestClass]
public class DocumentationTests
{
    private const int LongTest = 4 * Limits.Test;

    private static IEnumerable<object[]> RunBlocks => Block.All.Where(block => block.IsRun).Select(block => new object[] { block.Name });

    [TestMethod, Timeout(LongTest)]
    [OSCondition(OperatingSystems.Linux)]
    [DynamicData(nameof(RunBlocks))]
    public void Runs(string name)
    {
        using var run = new BlockRun(Block.All.Single(block => block.Name == name));
        run.Run();
    }

    [TestMethod]
    public void Every_block_is_run_or_says_why_not()
    {
        IEnumerable<Block> silent = Block.All.Where(block => !block.IsRun && block.RunBy.Length == 0 && !block.IsExcused);
        string names = string.Join(", ", silent.Select(block => block.Name));

        Assert.AreEqual("", names, "A line above must say how a test runs it, or why none does: see tests/Repository/Docs/Block.cs.");
        Assert.IsGreaterThan(30, Block.All.Count, "the pages were not found");
    }

    [TestMethod]
    public void Blocks_that_tests_take_from_the_page_are_taken_by_tests_that_exist()
    {
        string tests = Path.Combine(Repository.Root, "tests");
        foreach (Block block in Block.All.Where(block => block.RunBy.Length > 0))
        {
            string[] parts = block.RunBy.Split('.');
            string[] files = Directory.GetFiles(tests, parts[0] + ".cs", SearchOption.AllDirectories);
            var test = new Regex($@"\[TestMethod[^\n]*\n\s*public (async Task|void) {Regex.Escape(parts[1])}\(");
            Assert.IsTrue(
                Array.Exists(files, file => test.IsMatch(File.ReadAllText(file))), $"{block.Name}: there is no test {block.RunBy}");
        }
    }

    [TestMethod]
    public void Finds_blocks_and_what_is_said_of_them()
    {
        string[] page =
        [
            "text", "<!-- run; each line; \"a\" is \"b\" -->", "```sh", "one", "two", "```",
            "  <!-- not run: a board -->", "  ```", "  three", "  ```",
            "", "```", "```",
        ];

        Block[] blocks = [.. Block.On("page.md", page)];

        Assert.HasCount(3, blocks);
        Assert.AreEqual(("page.md:3", true, "one\ntwo"), (blocks[0].Name, blocks[0].IsRun, blocks[0].Text));
        Assert.AreEqual("each line|\"a\" is \"b\"", string.Join('|', blocks[0].Options));
        Assert.IsTrue(blocks[1].IsExcused);
        Assert.AreEqual("three", blocks[1].Text);
        Assert.IsFalse(blocks[2].IsRun || blocks[2].IsExcused);
    }

    [TestMethod]
    [DataRow("exit 3", "ended with 3")]
    [DataRow("false; echo late", "ended with 1")]
    [DataRow("no-such-command", "ended with 127")]
    public void Fails_with_a_block_that_fails(string text, string message)
    {
        using var run = new BlockRun(new Block("page.md", 1, "sh", "run", text));

        AssertFailedException e = Assert.ThrowsExactly<AssertFailedException>(run.Run);

        Assert.Contains(message, e.Message);
    }

    [TestMethod]
    public void Fails_with_a_block_that_does_not_print_what_it_should()
    {
        using var run = new BlockRun(new Block("page.md", 1, "sh", "run; until \"live\"", "echo dead"));

        Assert.Contains("printed no 'live'", Assert.ThrowsExactly<AssertFailedException>(run.Run).Message);
    }

    [TestMethod]
    public void Fails_when_what_is_to_be_replaced_is_not_there()
    {
        using var run = new BlockRun(new Block("page.md", 1, "sh", "run; \"64\" is \"8\"", "echo 32"));

        Assert.ThrowsExactly<AssertFailedException>(run.Run);
    }
}
