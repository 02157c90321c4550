using System.Text;

namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>Code that compiles but does not run correctly on the board is refused with its line: one test for each rule and form.</summary>
[TestClass]
public class RefusedByTheVerifierTests
{
    [TestMethod]
    [DataRow("NF0002", "System.Action<int> act = Take;", DisplayName = "Action<T>")]
    [DataRow("NF0002", "var act = (int a, int b) => { };", DisplayName = "lambda of its own type")]
    [DataRow("NF0002", "System.Func<int> ask = () => 1;", DisplayName = "Func<T>")]
    [DataRow("NF0002", "System.Type t = typeof(System.Action<int>);", DisplayName = "typeof a generic type")]
    [DataRow("NF0006", "n = checked(n + 1);", DisplayName = "checked add")]
    [DataRow("NF0006", "n = checked(n - 1);", DisplayName = "checked subtract")]
    [DataRow("NF0006", "n = checked(n * 3);", DisplayName = "checked multiply")]
    [DataRow("NF0006", "byte b = checked((byte)n);", DisplayName = "checked conversion")]
    [DataRow("NF0006", "uint u = checked((uint)n + 1u);", DisplayName = "checked unsigned")]
    [DataRow("NF0006", "object a = new byte[(long)n];", DisplayName = "array of a long length")]
    [DataRow("NF0008", "object grid = new int[2, 3];", DisplayName = "new int[,]")]
    [DataRow("NF0008", "int[,] grid = null;", DisplayName = "local of int[,]")]
    [DataRow("NF0008", "bool isGrid = ((object)n) is int[,];", DisplayName = "is int[,]")]
    [DataRow("NF0011", "System.TypedReference r = __makeref(n);", DisplayName = "__makeref")]
    [DataRow("NF0019", "object none = System.DBNull.Value;", DisplayName = "DBNull.Value")]
    [DataRow("NF0019", "System.Type t = typeof(System.AttributeTargets);", DisplayName = "typeof(AttributeTargets)")]
    [DataRow("NF0019", "System.Type t = typeof(System.Reflection.BindingFlags[]);", DisplayName = "typeof an array of BindingFlags")]
    [DataRow("NF0020", "string s = \"a\\0b\";", DisplayName = "NUL in a text")]
    [DataRow("NF0020", "string s = \"\\0\" + n;", DisplayName = "NUL as a text")]
    public void StatementIsRefused(string code, string statement) => Board.Check(InMethod(statement)).AssertRefused(code);

    [TestMethod]
    [DataRow("NF0003", "int* p = stackalloc int[n];", DisplayName = "stackalloc")]
    [DataRow("NF0012", "byte* p = stackalloc byte[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };", DisplayName = "initblk")]
    [DataRow("NF0012", "byte* p = stackalloc byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };", DisplayName = "cpblk")]
    [DataRow("NF0005", "delegate*<int, void> p = &Take; p(1);", DisplayName = "function pointer")]
    public void UnsafeStatementIsRefused(string code, string statement) =>
        Board.CheckUnsafe(InMethod(statement, "unsafe")).AssertRefused(code);

    [TestMethod]
    [DataRow("NF0001", "public class Box<T> { }", DisplayName = "generic class")]
    [DataRow("NF0001", "public struct Pair<T> { public T A; public T B; }", DisplayName = "generic struct")]
    [DataRow("NF0001", "public interface IBox<T> { T Get(); }", DisplayName = "generic interface")]
    [DataRow("NF0001", "public delegate void Take<T>(T value);", DisplayName = "generic delegate")]
    [DataRow("NF0001", "public static void Take<T>(T value) { }", DisplayName = "generic method")]
    [DataRow("NF0001", "public abstract void Take<T>(T value);", DisplayName = "generic method without a body")]
    [DataRow("NF0002", "private System.Action<int> _act;", DisplayName = "field of Action<T>")]
    [DataRow("NF0002", "public abstract void Run(System.Action<int> act);", DisplayName = "parameter of Action<T>")]
    [DataRow("NF0002", "public abstract System.Func<int>[] Acts { get; }", DisplayName = "property of Func<T>[]")]
    [DataRow(
        "NF0002", "public event System.EventHandler<System.EventArgs> Changed { add { } remove { } }",
        DisplayName = "event of EventHandler<T>")]
    [DataRow("NF0002", "public delegate void Run(System.Action<int> act);", DisplayName = "delegate that takes Action<T>")]
    [DataRow("NF0004", "public interface IGreeter { string Greet() => \"hello\"; }", DisplayName = "default interface method")]
    [DataRow(
        "NF0004", "public interface IGreeter { static string Greet() { return \"hello\"; } }", DisplayName = "static interface method")]
    [DataRow("NF0004", "public interface IGreeter { static int s_count; }", DisplayName = "static interface field")]
    [DataRow("NF0019", "private System.Reflection.BindingFlags _flags;", DisplayName = "field of BindingFlags")]
    [DataRow("NF0019", "public abstract void Take(System.UIntPtr value);", DisplayName = "parameter of UIntPtr")]
    [DataRow("NF0019", "[System.Diagnostics.CodeAnalysis.AllowNull] private string _text;", DisplayName = "attribute that stays")]
    [DataRow(
        "NF0020", "[nanoFramework.TestFramework.DataRow(1, \"a\\0b\")] public void Test(int n, string s) { }",
        DisplayName = "NUL in an attribute")]
    [DataRow("NF0008", "public abstract int[,] Grid { get; }", DisplayName = "property of int[,]")]
    [DataRow("NF0008", "private readonly int[][,] _grids;", DisplayName = "field of int[][,]")]
    public void MemberIsRefused(string code, string member) =>
        Board.Check($$"""
            #pragma warning disable
            public abstract class Snippet
            {
                public int Before() => 1;

                {{member}} // here
            }
            """).AssertRefused(code);

    [TestMethod]
    public void CallOfGenericMethodIsRefused() =>
        Board.Check("""
            public class Snippet
            {
                public static object Make<T>() => null;

                public static void Run()
                {
                    Make<int>(); // here
                }
            }
            """).AssertRefused("NF0002");

    [TestMethod]
    public void FixedStatementIsRefused() =>
        Board.CheckUnsafe("""
            public class Snippet
            {
                public static unsafe int First(byte[] bytes)
                {
                    fixed (byte* p = bytes) // here
                    {
                        return *p;
                    }
                }
            }
            """).AssertRefused("NF0007");

    [TestMethod]
    public void FixedSizeBufferIsRefused() =>
        Board.CheckCompiledForDesktop("""
            #pragma warning disable
            public unsafe struct Snippet
            {
                public fixed byte Data[8]; // here
            }
            """).AssertRefused("NF0007");

    [TestMethod]
    public void PointerIsRefused() =>
        Board.CheckUnsafe("""
            public unsafe struct Snippet
            {
                public int* Next; // here
            }
            """).AssertRefused("NF0007");

    [TestMethod]
    public void VolatileFieldIsRefused() =>
        Board.CheckCompiledForDesktop("""
            #pragma warning disable
            public class Snippet
            {
                private volatile int _shared; // here
            }
            """).AssertRefused("NF0009");

    [TestMethod]
    public void VolatileAccessIsRefused() =>
        Board.CheckCompiledForDesktop("""
            #pragma warning disable
            public class Snippet
            {
                private volatile int _shared;

                public void Set()
                {
                    _shared = 1; // here
                }
            }
            """).AssertRefused("NF0009");

    [TestMethod]
    public void DecimalIsRefused() =>
        Board.CheckCompiledForDesktop("""
            public class Snippet
            {
                public static int Round(double value)
                {
                    return (int)(decimal)value; // here
                }
            }
            """).AssertRefused("NF0010");

    [TestMethod]
    public void VariableArgumentsAreRefused() =>
        Board.Check("""
            public class Snippet
            {
                public static void Take(__arglist)
                {
                    System.RuntimeArgumentHandle all = __arglist; // here
                }
            }
            """).AssertRefused("NF0011");

    [TestMethod]
    public void SwitchOfTooManyCasesIsRefused()
    {
        StringBuilder cases = new();
        for (int i = 0; i < 256; i++)
        {
            cases.AppendLine($"case {i}: return {(i * 7) ^ 3};");
        }

        Board.Check($$"""
            public class Snippet
            {
                public static int Map(int key)
                {
                    switch (key) // here
                    {
                        {{cases}}
                    }
                    return 0;
                }
            }
            """).AssertRefused("NF0013");
    }

    [TestMethod]
    public void MethodOfTooMuchCodeIsRefused() =>
        Board.Check(InMethodBody("{ // here\n" + string.Concat(Enumerable.Repeat("n = n * 123456 + 654321;\n", 2600)) + "}"))
            .AssertRefused("NF0013");

    [TestMethod]
    public void EachLineIsReportedOnce()
    {
        CheckResult result = Board.Check(InMethod("System.Action<int> act = Take; act(1); act(2);"));
        Assert.HasCount(1, result.Messages);
    }

    private static string InMethod(string statement, string modifier = "") => InMethodBody(
        $$"""
        {
            {{statement}} // here
        }
        """,
        modifier);

    private static string InMethodBody(string body, string modifier = "") => $$"""
        #pragma warning disable
        public class Snippet
        {
            public static void Take(int value) { }

            public static {{modifier}} void Run(int n)
            {{body}}
        }
        """;
}
