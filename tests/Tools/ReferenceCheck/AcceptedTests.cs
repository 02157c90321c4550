namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>Code that the board runs compiles and passes, without a warning: DESIGN.md section 3, "Works".</summary>
[TestClass]
public class AcceptedTests
{
    [TestMethod]
    [DataRow("int s = n switch { 0 => 1, > 5 and < 9 => 2, _ => 3 };", DisplayName = "switch expression")]
    [DataRow("if (o is string { Length: > 3 } t && t is not \"abcd\") { n = t.Length; }", DisplayName = "patterns")]
    [DataRow("string s = $\"{n} of {o}\";", DisplayName = "interpolation")]
    [DataRow("string s = $\"{n:D2}:{n}:{o}:{n}:{n}\";", DisplayName = "interpolation with a format")]
    [DataRow("int k = n; Run r = () => k++; r();", DisplayName = "lambda and closure")]
    [DataRow("Run r = static () => { }; r();", DisplayName = "lambda without closure")]
    [DataRow("int Twice(int v) => v * 2; n = Twice(n);", DisplayName = "local function")]
    [DataRow("void Add() { n++; } Add();", DisplayName = "local function that captures")]
    [DataRow(
        "ref int first = ref numbers[0]; first = n; ref int again = ref First(numbers); again++;", DisplayName = "ref local and return")]
    [DataRow("Scale(ref n, in n, out int m); n = m;", DisplayName = "ref, in and out")]
    [DataRow("Point p = new Point { X = 1 }; Point q = p; q.X = 2; object boxed = q; p = (Point)boxed;", DisplayName = "struct")]
    [DataRow("int[][] rows = new int[2][]; rows[0] = new[] { 1, 2, 3, 4 }; n = rows[0][1];", DisplayName = "jagged array")]
    [DataRow("Array.Copy(numbers, 0, numbers, 1, 2);", DisplayName = "Array.Copy")]
    [DataRow(
        "byte[] b = Encoding.UTF8.GetBytes(\"x\"); string s = Encoding.UTF8.GetString(b, 0, b.Length);", DisplayName = "Encoding.UTF8")]
    [DataRow("string s = Convert.ToBase64String(new byte[20]);", DisplayName = "Convert.ToBase64String")]
    [DataRow(
        "Hashtable h = new Hashtable(); h[\"a\"] = 1; n = (int)h[\"a\"]; foreach (DictionaryEntry e in h) { o = e.Key; }",
        DisplayName = "Hashtable")]
    [DataRow("ArrayList l = new() { 1, 2 }; foreach (int i in l) { n += i; } n = (int)l[0];", DisplayName = "ArrayList")]
    [DataRow("Queue q = new Queue(); q.Enqueue(n); n = (int)q.Dequeue();", DisplayName = "Queue")]
    [DataRow("using Timer t = new Timer(state => n++, null, 0, 1000);", DisplayName = "Timer")]
    [DataRow("AutoResetEvent e = new AutoResetEvent(false); e.Set(); e.WaitOne(10, false);", DisplayName = "AutoResetEvent")]
    [DataRow("new Thread(() => { n++; }).Start(); Thread.Sleep(1);", DisplayName = "Thread")]
    [DataRow(
        "foreach (int i in numbers) { n += i; } foreach (char c in \"abc\") { n += c; }", DisplayName = "foreach over array and string")]
    [DataRow("using (Handle h = new Handle()) { n++; } using Handle g = new Handle();", DisplayName = "using")]
    [DataRow("lock (numbers) { n++; }", DisplayName = "lock")]
    [DataRow(
        "switch (o as string) { case \"a\": n = 1; break; case \"b\": case \"c\": n = 2; break; case \"d\": case \"e\": case \"f\": case "
            + "\"g\": n = 3; break; default: n = 4; break; }", DisplayName = "string switch")]
    [DataRow(
        "Colour c = Colour.Red | Colour.Blue; n = (int)c; string s = c.ToString(); bool f = c.HasFlag(Colour.Red);", DisplayName = "enum")]
    [DataRow("n = Sum(1, 2, 3); n = Sum();", DisplayName = "params")]
    [DataRow("Source s = new Source(); s.Fired += Fire; s.Fired -= Fire; s.Raise();", DisplayName = "event")]
    [DataRow("Source s = new Source { Level = 3 }; s.Level++; n = s[1]; s[2] = n;", DisplayName = "property and indexer")]
    [DataRow(
        "try { n /= 0; } catch (DivideException e) { n = e.Message.Length; } catch (Exception) { throw; } finally { n = 0; }",
        DisplayName = "try, catch, finally")]
    [DataRow("try { n++; } catch (Exception e) when (e.Message == \"x\") { n = 0; }", DisplayName = "exception filter")]
    [DataRow(
        "n = unchecked(n * 31 + 7); byte b = (byte)n; uint u = (uint)n; u = (u << 5) | (u >> 27); long l = (long)n << 32; b ^= (byte)l;",
        DisplayName = "unchecked arithmetic")]
    [DataRow(
        "DateTime t = DateTime.UtcNow + TimeSpan.FromSeconds(1); long ticks = (t - DateTime.UnixEpoch).Ticks;", DisplayName = "DateTime")]
    [DataRow(
        "string s = \"a\" + n + 'c' + o; s += s.Substring(1); bool same = s == \"b\"; StringBuilder b = new(); b.Append(s).Append(n);",
        DisplayName = "strings")]
    [DataRow("o ??= \"none\"; string s = o?.ToString();", DisplayName = "null operators")]
    [DataRow("Type t = typeof(Point); string s = nameof(Point) + t.Name; o = default(Point);", DisplayName = "typeof, nameof, default")]
    [DataRow("Shape s = new Square(); n = s.Area; Square q = s as Square; o = s is Square;", DisplayName = "inheritance")]
    [DataRow("Duck d = new Duck(); ISwim i = d; i.Swim(); const int k = 3; goto end; end: n = k;", DisplayName = "interface, const, goto")]
    [DataRow(
        "Socket s = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp); s.Poll(0, SelectMode.SelectWrite); s.Send(new "
            + "byte[1], 0, 1, SocketFlags.None);", DisplayName = "Socket")]
    [DataRow("Debug.WriteLine(\"x\"); Console.WriteLine(\"y\"); n = Interlocked.Increment(ref n);", DisplayName = "Debug, Interlocked")]
    [DataRow("for (; n < 10; n++) { if (n == 3) continue; while (true) { break; } do { n++; } while (n < 2); }", DisplayName = "loops")]
    public void StatementPasses(string statement) =>
        Board.Check(Surroundings.Replace("/*statement*/", statement, StringComparison.Ordinal)).AssertAccepted();

    private const string Surroundings = """
        #pragma warning disable CS0162, CS0219
        using System;
        using System.Collections;
        using System.Diagnostics;
        using System.Net.Sockets;
        using System.Text;
        using System.Threading;
        using DivideException = System.InvalidOperationException;

        namespace Snippets;

        public delegate void Run();

        [Flags]
        public enum Colour : byte { Red = 1, Blue = 2 }

        public struct Point { public int X; public int Y; public readonly int Sum => X + Y; public override string ToString() => "p"; }

        public readonly struct Size { public Size(int w) { W = w; } public int W { get; } }

        public interface ISwim { void Swim(); }

        public sealed class Duck : ISwim { void ISwim.Swim() { } }

        public abstract class Shape { public abstract int Area { get; } public virtual void Draw() { } ~Shape() { } }

        public sealed class Square : Shape { public override int Area => 4; public override void Draw() => base.Draw(); }

        public sealed class Handle : IDisposable { public void Dispose() => GC.SuppressFinalize(this); }

        public sealed class BrokenException : Exception
        {
            public BrokenException(string message) : base(message) { }
            public override string Message => "broken";
        }

        public sealed class Source
        {
            public event Run Fired;
            public int Level { get; set; } = 2;
            public string Name { get; init; }
            public int this[int i] { get => i; set { } }
            public void Raise() => Fired?.Invoke();
        }

        public static class Snippet
        {
            private static readonly byte[] Table = { 1, 2, 3, 4, 5, 6, 7, 8 };
            private static readonly ushort[] Wide = new ushort[] { 1, 2, 3, 0xFFFF };
            private static readonly string[] Names = { "a", "b" };

            public static void Fire() { }

            public static int Sum(params int[] all) => all.Length + Table[0] + Wide[0] + Names.Length;

            public static ref int First(int[] all) => ref all[0];

            public static void Scale(ref int a, in int b, out int c) { a += b; c = a; }

            public static int Extended(this int value) => value + 1;

            public static void Go(int n, object o, int[] numbers)
            {
                /*statement*/
            }
        }
        """;

    /// <summary>The compiler writes some of these attributes itself; all of them are left out on the way to the board.</summary>
    [TestMethod]
    public void AttributesForCompilersPass() =>
        Board.Check("""
            using System;
            using System.Diagnostics;
            using System.Runtime.CompilerServices;

            namespace Snippets;

            [Flags]
            [Serializable]
            public enum Colours { Red = 1 }

            [AttributeUsage(AttributeTargets.Class)]
            public sealed class MarkAttribute : Attribute { }

            [Mark]
            [DebuggerDisplay("x")]
            public static class Snippet
            {
                [MethodImpl(MethodImplOptions.Synchronized)]
                [DebuggerStepThrough]
                public static int Twice(this int value, params int[] all) => value + all.Length;
            }

            public sealed class Table { public int this[int i] => i; }
            """).AssertAccepted();

    [TestMethod]
    public void UnitTestOfTheBoardPasses() =>
        Board.Check("""
            using nanoFramework.TestFramework;

            namespace Snippets;

            [TestClass]
            public class SnippetTests
            {
                [TestMethod]
                [DataRow(1, "a")]
                [DataRow(2, "b")]
                public void Adds(int n, string s)
                {
                    Assert.AreEqual(2, n + 1, s);
                    Assert.IsTrue(n > 0);
                    Assert.ThrowsException(typeof(System.Exception), () => throw new System.Exception());
                }
            }
            """).AssertAccepted();
}
