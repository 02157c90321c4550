using System.Diagnostics;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.SimulationTests;

/// <summary>
/// The faults of the mutation check still fit the sources, and the simulation finds two of them.
/// tests/Simulation/mutations/run.sh shows that it finds each.
/// </summary>
[TestClass]
public class MutationTests
{
    private const int Milliseconds = 30_000;

    public static IEnumerable<object[]> Patches() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Simulation", "mutations"), "*.patch")
            .Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Patches))]
    public void A_fault_applies(string patch)
    {
        ToolProcess.Run("git", ["apply", "--check", Path.Combine("tests", "Simulation", "mutations", patch)], Milliseconds);
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
            string simulator = CopySimulator(copy.FullName);
            File.Copy(library, Path.Combine(simulator, "Sensorcast.dll"), overwrite: true);

            string output = RunSimulator(Path.Combine(simulator, "Sensorcast.Simulator.dll"));

            StringAssert.StartsWith(output, $"FAILED {property}:");
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
        string patch = Path.Combine(Repository.Root, "tests", "Simulation", "mutations", fault + ".patch");
        ToolProcess.Run("git", ["apply", patch], Milliseconds, folder);
        string[] build = ["build", Path.Combine("shared", "Sensorcast.csproj"), "-c", "Debug", "-p:RunAnalyzers=false", "-nodeReuse:false"];
        ToolProcess.Run("dotnet", build, 4 * Milliseconds, folder);
        return Path.Combine(folder, "artifacts", "bin", "Sensorcast", "debug", "Sensorcast.dll");
    }

    /// <summary>Copies the simulator that was built with these tests.</summary>
    private static string CopySimulator(string folder)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string built = Path.Combine(own.Parent!.Parent!.FullName, "Simulator", own.Name);
        string target = Directory.CreateDirectory(Path.Combine(folder, "simulator")).FullName;
        foreach (string file in Directory.GetFiles(built))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    private static string RunSimulator(string program)
    {
        var start = new ProcessStartInfo("dotnet", [program, "--seeds", "10"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
