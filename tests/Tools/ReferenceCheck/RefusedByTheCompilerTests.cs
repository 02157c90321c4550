namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>Code that uses what the board's libraries lack does not compile: DESIGN.md section 3, "Does not compile".</summary>
[TestClass]
public class RefusedByTheCompilerTests
{
    [TestMethod]
    [DataRow("CS0234", "System.Collections.Generic.List<int> list = null;", DisplayName = "List<T>")]
    [DataRow("CS0117", "System.Net.Sockets.Socket.Select(null, null, null, 0);", DisplayName = "Socket.Select")]
    [DataRow("CS0234", "System.Span<byte> span = default;", DisplayName = "Span<T>")]
    [DataRow("CS8936", "var text = \"abc\"u8;", DisplayName = "u8 literal")]
    [DataRow("CS0518", "int? number = 1;", DisplayName = "Nullable<T>")]
    [DataRow("CS0518", "int length = \"a\".ToCharArray()?.Length ?? 0;", DisplayName = "?. of a number")]
    [DataRow("CS8179", "var pair = (1, 2);", DisplayName = "tuple")]
    [DataRow("CS0518", "int last = new int[1][^1];", DisplayName = "index from the end")]
    [DataRow("CS0518", "var part = new int[1][0..1];", DisplayName = "range")]
    [DataRow("CS0518", "decimal d = 1;", DisplayName = "decimal")]
    [DataRow("CS0117", "var none = System.Array.Empty<int>();", DisplayName = "Array.Empty")]
    [DataRow("CS0234", "System.Buffer.BlockCopy(null, 0, null, 0, 0);", DisplayName = "Buffer")]
    [DataRow("CS0234", "System.Buffers.Binary.BinaryPrimitives.ReadInt16BigEndian(null);", DisplayName = "BinaryPrimitives")]
    [DataRow("CS0117", "System.Threading.Monitor.Wait(null);", DisplayName = "Monitor.Wait")]
    [DataRow("CS0234", "new System.Threading.SemaphoreSlim(1);", DisplayName = "SemaphoreSlim")]
    [DataRow("CS0234", "System.Diagnostics.Stopwatch.StartNew();", DisplayName = "Stopwatch")]
    [DataRow("CS0234", "new System.Text.RegularExpressions.Regex(\"a\");", DisplayName = "Regex")]
    [DataRow("CS0122", "var code = new System.Exception().HResult;", DisplayName = "Exception.HResult")]
    [DataRow("CS1739", "System.Math.Pow(x: 1, y: 2);", DisplayName = "a parameter by name")]
    [DataRow("CS0122", "var flags = new System.Uri(\"a:b\")._Flags;", DisplayName = "a protected field")]
    public void StatementIsRefused(string code, string statement) =>
        Board.Check($$"""
            public class Snippet
            {
                public static void Run()
                {
                    {{statement}} // here
                }
            }
            """).AssertRefused(code);

    [TestMethod]
    [DataRow("CS0234", "public static System.Collections.Generic.IEnumerable<int> Numbers() => null;", DisplayName = "IEnumerable<T>")]
    [DataRow("CS0234", "public static async System.Threading.Tasks.Task Wait() { }", DisplayName = "async")]
    [DataRow("CS0518", "public static System.Collections.IEnumerable Numbers() { yield return 1; }", DisplayName = "iterator")]
    [DataRow("CS0518", "public record Pair(int A, int B);", DisplayName = "record")]
    [DataRow("CS0227", "public static unsafe void Copy(byte* from) { }", DisplayName = "unsafe")]
    [DataRow(
        "CS0506", "class Entry : System.Net.IPHostEntry { public override string HostName => null; }",
        DisplayName = "override of what is not virtual")]
    [DataRow(
        "CS0535",
        "class Reader : System.Collections.ICollection { public int Count => 0; public object SyncRoot => this; public bool IsSynchronized "
            + "=> false; public System.Collections.IEnumerator GetEnumerator() => null; }", DisplayName = "interface left incomplete")]
    public void MemberIsRefused(string code, string member) =>
        Board.Check($$"""
            public class Snippet
            {
                {{member}} // here
            }
            """).AssertRefused(code);

    /// <summary>The compiler gives no line when a type is missing that only its output needs; the message names it.</summary>
    [TestMethod]
    [DataRow("CS0518", "IsVolatile", "public volatile int Shared;", DisplayName = "volatile")]
    [DataRow("CS0656", "EqualityComparer", "public object Pair = new { A = 1 };", DisplayName = "anonymous type")]
    public void MemberIsRefusedWithoutALine(string code, string missing, string member)
    {
        CheckResult result = Board.Check($$"""public class Snippet { {{member}} }""");
        Assert.IsTrue(Array.Exists(
            result.Messages,
            message => message.StartsWith($"error {code}: ", StringComparison.Ordinal)
                && message.Contains(missing, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void LinqIsRefused() =>
        Board.Check("""
            using System.Linq; // here
            public class Snippet { }
            """).AssertRefused("CS0234");
}
