using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Sensorcast.Tests.ProjectTests.UnitTestHeap;

/// <summary>The unit tests of shared/ run on a board with a heap of 100,000 bytes.</summary>
[TestClass]
[DoNotParallelize]
public sealed class UnitTestHeapTests
{
    /// <summary>
    /// Measured: 80,148 bytes are free when the core library, System.Text, shared/ and a small program are loaded, static fields
    /// filled. The unit tests and their framework take 4 KB more, the stack of a test up to 4 KB. The rest is for objects that are not seen
    /// here: those that the library makes for itself, and those for texts in flash. Objects of static fields count here once more.
    /// </summary>
    private const int Limit = 64_000;

    private static readonly string[] Own =
        ["Sensorcast", "Sensorcast.Tests.UnitTests", "Sensorcast.Dashboard", "Sensorcast.Dns", "Sensorcast.Drivers", "Sensorcast.Settings",
            "Sensorcast.Setup"];

    [TestMethod]
    public void Unit_tests_fit_into_the_heap_of_a_board()
    {
        string folder = Directory.CreateTempSubdirectory("sensorcast-heap-").FullName;
        foreach (string name in Own)
        {
            Instrumentation.Write(Path.Combine(UnitTests(), name + ".dll"), Own, Path.Combine(folder, name + ".dll"));
        }

        Assembly tests = new InstrumentedContext(folder).LoadFromAssemblyName(new AssemblyName(Own[1]));
        List<string> over = [];
        int count = 0;
        HeapWatch.Start(Limit);

        // Files that only the desktop compiles have it in their name. Threads that a test has stopped may still hold its objects while the
        // next test runs: tests with threads cannot be measured here.
        IEnumerable<MethodInfo> all = tests.GetTypes()
            .Where(type => !type.Name.EndsWith("DesktopTests", StringComparison.Ordinal) && type.Name != "DriverThreadTests")
            .SelectMany(type => type.GetMethods());
        foreach (MethodInfo test in all.Where(method => method.IsDefined(typeof(TestMethodAttribute))))
        {
            foreach (object?[] row in Rows(test))
            {
                Run(test, row);
                count++;
                if (HeapWatch.Peak > 0)
                {
                    over.Add($"{test.DeclaringType!.Name}.{test.Name} {HeapWatch.Peak:N0}");
                }
            }
        }

        Assert.IsGreaterThan(100, count);
        Assert.IsEmpty(over, string.Join('\n', over));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    [DataRow(1_000, 60_000, 0)]
    [DataRow(10, 7_000, 70_200)]
    public void What_is_alive_at_one_time_counts(int count, int size, int peak)
    {
        // The first of these makes 60 MB of garbage, one array at a time.
        HeapWatch.Start(Limit);
        int before = HeapWatch.Used;
        HeapWatch.Start(before + Limit);
        Make(count, size, keep: peak > 0);
        Assert.AreEqual(peak == 0 ? 0 : before + peak, HeapWatch.Peak);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static void Make(int count, int size, bool keep)
    {
        List<byte[]> kept = [];
        for (int i = 0; i < count; i++)
        {
            byte[] made = new byte[size];
            if (keep)
            {
                kept.Add(made);
            }

            HeapWatch.See(made);
            made = null!;
        }

        GC.KeepAlive(kept);
    }

    /// <summary>The arguments of each run of a test: those of each row, or none.</summary>
    private static object?[][] Rows(MethodInfo test)
    {
        object?[][] rows = [.. test.GetCustomAttributes<DataRowAttribute>().Select(static row => row.Data)];
        return rows.Length > 0 ? rows : [[]];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(MethodInfo test, object?[] row)
    {
        HeapWatch.GoOn();
        object instance = Activator.CreateInstance(test.DeclaringType!)!;
        HeapWatch.See(instance);
        test.Invoke(instance, row);
    }

    private sealed class InstrumentedContext(string folder) : AssemblyLoadContext("instrumented")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Own.Contains(assemblyName.Name) ? LoadFromAssemblyPath(Path.Combine(folder, assemblyName.Name + ".dll")) : null;
    }

    private static string UnitTests()
    {
        DirectoryInfo mine = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(mine.Parent!.Parent!.FullName, "UnitTests", mine.Name);
    }
}
