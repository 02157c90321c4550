using Sensorcast.ReferenceCheck;

namespace Sensorcast.Tests.ReferenceCheckTests;

[TestClass]
public class CommandsTests
{
    private const string TwoNamespaces = """
        namespace A { public class Page { public int Get(int a, int b) { return a + b; } public class Inner { public int Get() { return 1; } } } }
        namespace B { public class Code { public int Get(int a) { return a; } } }
        """;

    [TestMethod]
    public void VerifyFailsWithMessages()
    {
        string assembly = Board.Compile("public class Box<T> { }");
        (int exitCode, _, string errors) = Run("verify", Board.CoreLibrary, assembly);
        Assert.AreEqual(1, exitCode);
        Assert.Contains("Snippet.cs(1,14): error NF0001: ", errors);
    }

    [TestMethod]
    public void VerifyOfRightCodeIsSilent()
    {
        string assembly = Board.Compile("public class Box { }");
        Assert.AreEqual((0, "", ""), Run("verify", Board.CoreLibrary, assembly));
    }

    [TestMethod]
    public void VerifyWithoutPdbNamesTheAssembly()
    {
        string assembly = Board.Compile("public class Box<T> { }");
        File.Delete(Path.ChangeExtension(assembly, ".pdb"));
        (int exitCode, _, string errors) = Run("verify", Board.CoreLibrary, assembly);
        Assert.AreEqual(1, exitCode);
        Assert.StartsWith(assembly + ": error NF0001: ", errors);
    }

    [TestMethod]
    public void GenerateFailsOnABadList()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Board.Scratch, "bad")).FullName;
        File.WriteAllText(Path.Combine(folder, "bad.txt"), "class X\n");
        (int exitCode, _, string errors) = Run("generate", Board.CoreLibrary, folder, Path.Combine(folder, "out"));
        Assert.AreEqual(1, exitCode);
        Assert.Contains("bad.txt(1): error NF9001: ", errors);
    }

    [TestMethod]
    public void GenerateIsTheSameEveryTime()
    {
        string folder = Path.Combine(Board.Scratch, "again");
        Assert.AreEqual(0, Run("generate", Board.CoreLibrary, Board.ApiFolder, folder).ExitCode);
        foreach (string file in Directory.GetFiles(Board.AssemblyFolder))
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(file))));
        }
    }

    [TestMethod]
    public void SizeCountsCodeByNamespace()
    {
        // As the compiler writes it for debugging: "return a + b" takes 9 bytes, the other two 7 each, a constructor 8.
        (int exitCode, string output, _) = Run("size", Board.Compile(TwoNamespaces));
        Assert.AreEqual(0, exitCode);
        Assert.AreEqual("       47  Snippet.dll\n       32    A\n       15    B\n", output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    [DataRow("Page")]
    [DataRow("A.Page")]
    public void SizeLeavesATypeOut(string type)
    {
        (_, string output, _) = Run("size", Board.Compile(TwoNamespaces), "--exclude", type);
        Assert.AreEqual("       15  Snippet.dll\n       15    B\n", output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    [DataRow("47", 0)]
    [DataRow("46", 1)]
    public void SizeFailsOverItsMaximum(string max, int expected)
    {
        (int exitCode, _, string errors) = Run("size", Board.Compile(TwoNamespaces), "--max", max);
        Assert.AreEqual(expected, exitCode);
        Assert.AreEqual(
            expected == 1, errors.Contains(": error NF9002: 47 bytes of code, 1 more than the 46 allowed", StringComparison.Ordinal));
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int exitCode = new Commands(output, errors).Build().Parse(args).Invoke();
        return (exitCode, output.ToString(), errors.ToString());
    }
}
