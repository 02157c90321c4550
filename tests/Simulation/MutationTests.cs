using System.Diagnostics;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.SimulationTests;

/// <summary>
/// The patches of the mutation check still apply to the sources; the simulation finds two of them, and the unit tests one.
/// tests/Simulation/mutations/run.sh shows that they find each.
/// </summary>
[TestClass]
public class MutationTests
{
    private const int Milliseconds = 30_000;

    public static IEnumerable<object[]> Patches() =>
        Directory.GetFiles(Faults, "*.patch", SearchOption.AllDirectories)
            .Select(path => new object[] { Path.GetRelativePath(Faults, path) });

    private static string Faults => Path.Combine(Repository.Root, "tests", "Simulation", "mutations");

    [TestMethod]
    [DynamicData(nameof(Patches))]
    public void A_fault_applies(string patch)
    {
        ToolProcess.Run("git", ["apply", "--check", Path.Combine(Faults, patch)], Milliseconds);
    }

    [TestMethod]
    public void There_are_at_least_ten_faults()
    {
        Assert.IsGreaterThanOrEqualTo(10, Patches().Count());
    }

    [TestMethod]
    [DataRow("torn-frame", "frames")]
    [DataRow("missed-request-deadline", "request-deadline")]
    public void The_simulation_finds_a_fault(string fault, string property)
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("sensorcast-fault-");
        try
        {
            string library = BuildWith(fault, copy.FullName);
            string simulator = CopyProgram("Simulator", copy.FullName);
            File.Copy(library, Path.Combine(simulator, "Sensorcast.dll"), overwrite: true);

            string output = Output(Path.Combine(simulator, "Sensorcast.Simulator.dll"), "--seeds", "10");

            StringAssert.StartsWith(output, $"FAILED {property}:");
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DataRow("unit/times-of-one-turn-lost", "EventSensorTests", "Each_number_of_one_step_has_its_own_time")]
    public void The_unit_tests_find_a_fault(string fault, string tests, string test)
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("sensorcast-fault-");
        try
        {
            string library = BuildWith(fault, copy.FullName);
            string unitTests = CopyProgram("UnitTests", copy.FullName);
            string program = Path.Combine(unitTests, "Sensorcast.Tests.UnitTests.dll");
            string[] arguments = ["--filter", $"FullyQualifiedName~{tests}", "--no-ansi"];
            Assert.DoesNotContain("failed " + test, Output(program, arguments));

            File.Copy(library, Path.Combine(unitTests, "Sensorcast.dll"), overwrite: true);

            Assert.Contains("failed " + test, Output(program, arguments));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Builds the library with a fault.</summary>
    private static string BuildWith(string fault, string folder)
    {
        string[] files = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "shared"];
        string archive = Path.Combine(folder, "sources.tar");
        ToolProcess.Run("tar", ["cf", archive, "--exclude=bin", "--exclude=obj", "-C", Repository.Root, .. files], Milliseconds);
        ToolProcess.Run("tar", ["xf", archive, "-C", folder], Milliseconds);
        ToolProcess.Run("git", ["apply", Path.Combine(Faults, fault + ".patch")], Milliseconds, folder);
        string[] build = ["build", Path.Combine("shared", "Sensorcast.csproj"), "-c", "Debug", "-p:RunAnalyzers=false", "-nodeReuse:false"];
        ToolProcess.Run("dotnet", build, 4 * Milliseconds, folder);
        return Path.Combine(folder, "artifacts", "bin", "Sensorcast", "debug", "Sensorcast.dll");
    }

    /// <summary>Copies a program that was built with these tests.</summary>
    private static string CopyProgram(string project, string folder)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string built = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name);
        string target = Directory.CreateDirectory(Path.Combine(folder, project)).FullName;
        foreach (string file in Directory.GetFiles(built))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    private static string Output(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
