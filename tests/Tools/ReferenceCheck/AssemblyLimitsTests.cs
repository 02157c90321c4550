using System.Globalization;
using System.Text;

namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>Code that does not fit into the board's format is refused with a margin, and its largest parts are named.</summary>
[TestClass]
public class AssemblyLimitsTests
{
    [TestMethod]
    public void TooManyTextsAreRefused()
    {
        CheckResult result = Board.Check($$"""
            public class Small { public string Text = "small"; }
            public class Large
            {
                public class Inner { public string Text = "{{new string('x', 50_000)}}"; }
                public string Text = "{{new string('y', 10_000)}}";
            }
            """);
        Assert.HasCount(1, result.Messages);
        Assert.Contains("Snippet.dll: error NF0015: ", result.Messages[0]);
        Assert.Contains(" bytes, most of them of Large 60,0", result.Messages[0]);
    }

    [TestMethod]
    public void TextsCountOnceAndAsUtf8()
    {
        string text = new('\u20ac', 19_000);
        Board.Check($$"""
            public class A { public string B = "{{text}}", C = "{{text}}"; }
            public class D { public string E = "{{text}}"; }
            """).AssertAccepted();
        CheckResult result = Board.Check($$"""public class A { public string B = "{{text}}{{text[..1_000]}}"; }""");
        Assert.Contains(": error NF0015: ", result.Messages.Single());
    }

    [TestMethod]
    public void TextsOfAttributesCount()
    {
        CheckResult result = Board.Check($$"""
            using nanoFramework.TestFramework;

            [TestClass]
            public class SnippetTests
            {
                [DataRow(1, "{{new string('x', 60_000)}}")]
                public void Test(int n, string s) { }
            }
            """);
        Assert.Contains(": error NF0015: ", result.Messages.Single());
    }

    [TestMethod]
    public void TooMuchStaticDataIsRefused()
    {
        CheckResult result = Board.Check($$"""
            public class Snippet
            {
                public static readonly byte[] Page = { {{string.Join(',', Enumerable.Repeat("1", 60_001))}} };
            }
            """);
        Assert.HasCount(1, result.Messages);
        Assert.Contains("Snippet.dll: error NF0014: ", result.Messages[0]);
    }

    [TestMethod]
    public void TooManySignaturesAreRefused()
    {
        StringBuilder methods = new();
        for (int i = 0; i < 1_300; i++)
        {
            string parameters = string.Concat(Convert.ToString(i, 2).PadLeft(11, '0').PadRight(50, '1').Select(
                (bit, n) => string.Create(CultureInfo.InvariantCulture, $"{(n > 0 ? ", " : "")}{(bit == '1' ? "int" : "long")} p{n}")));
            methods.AppendLine(CultureInfo.InvariantCulture, $"public abstract class C{i} {{ public abstract void M({parameters}); }}");
        }

        Assert.Contains(": error NF0014: ", Board.Check(methods.ToString()).Messages.Single());
    }

    [TestMethod]
    public void TooMuchCodeIsRefused()
    {
        string body = string.Concat(Enumerable.Repeat("n = n * 123456 + 654321;\n", 1_700));
        CheckResult result = Board.Check($$"""
            public class A { public static void M(int n) { {{body}} } }
            public class B { public static void M(int n) { {{body}} } public static void N(int n) { {{body}} } }
            """);
        Assert.HasCount(1, result.Messages);
        Assert.Contains("Snippet.dll: error NF0016: ", result.Messages[0]);
        Assert.Contains(" bytes, most of them of B ", result.Messages[0]);
    }

    [TestMethod]
    public void TooManyTypesAreRefused()
    {
        StringBuilder types = new();
        for (int i = 0; i <= 15_000; i++)
        {
            types.AppendLine(CultureInfo.InvariantCulture, $"interface I{i} {{ }}");
        }

        CheckResult result = Board.Check(types.ToString());
        Assert.IsTrue(Array.Exists(result.Messages, message => message.Contains(": error NF0017: ") && message.Contains("15,002 types")));
    }

    [TestMethod]
    [DataRow("public int F{0};", DisplayName = "fields")]
    [DataRow("public static int F{0};", DisplayName = "static fields")]
    [DataRow("public void M{0}() {{ }}", DisplayName = "methods")]
    [DataRow("public static void M{0}() {{ }}", DisplayName = "static methods")]
    [DataRow("public virtual void M{0}() {{ }}", DisplayName = "virtual methods")]
    public void TypeOfTooManyMembersIsRefused(string member)
    {
        Board.Check($"public class Snippet {{ {Members(member, 239)} }}").AssertAccepted();
        Board.Check($"public class Snippet {{ // here\n {Members(member, 241)} }}").AssertRefused("NF0018");
    }

    [TestMethod]
    public void MethodOfTooManyLocalsIsRefused()
    {
        string body = string.Concat(Enumerable.Range(0, 241).Select(i => $"int v{i} = n + {i}; Take(ref v{i});\n"));
        Board.Check($"public class Snippet {{ static void Take(ref int v) {{ }} public static void Run(int n)\n {{ // here\n {body} }} }}")
            .AssertRefused("NF0013");
    }

    [TestMethod]
    public void MethodOfTooMuchStackIsRefused()
    {
        Board.Check($"public class Snippet {{ public static int Run(int n)\n {{ // here\n return {DeepSum(241)}; }} }}")
            .AssertRefused("NF0013");
    }

    /// <summary>
    /// The metadata processor does not see that a return empties the stack: each case that returns a value makes it deeper.
    /// </summary>
    [TestMethod]
    [DataRow(100, false)]
    [DataRow(200, true)]
    public void StackIsCountedAsTheMetadataProcessorDoes(int cases, bool isRefused)
    {
        // The first line with code is the method's.
        string text = "case 0: return 7; // here\n"
            + string.Concat(Enumerable.Range(1, cases - 1).Select(i => $"case {i}: return {(i * 7) ^ 5};\n"));
        CheckResult result = Board.Check(
            $"public class Snippet {{ public static int Run(int n) {{ switch (n) {{\n{text} case {cases}: return {DeepSum(50)}; }} return "
                + "1; } }",
            optimize: true);
        if (isRefused)
        {
            result.AssertRefused("NF0013");
        }
        else
        {
            result.AssertAccepted();
        }
    }

    private static string DeepSum(int depth) => string.Concat(Enumerable.Repeat("n + (", depth)) + "n" + new string(')', depth);

    private static string Members(string member, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, member, i)));
}
