using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The program that tools/Clients/DotNet/README.md shows, from its text, compiled and run against the Host.</summary>
[TestClass]
public partial class DocumentedCodeTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global "
            + "using System.Threading.Tasks;";

    [TestMethod, Timeout(2 * Limits.Test)]
    public void The_program_of_the_client_sets_and_reads()
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost();
        string text = File.ReadAllText(Path.Combine(Repository.Root, "tools", "Clients", "DotNet", "README.md"));
        string program = CSharpBlock().Match(text).Groups[1].Value.Replace("board.local", host.Url.Authority, StringComparison.Ordinal);
        Assert.Contains(host.Url.Authority, program);

        using var run = new ToolProcess("dotnet", [Compile(program, folder)]);
        bool isOn = false;
        for (int i = 0; i < 10_000 && !isOn; i++)
        {
            isOn = OnLine().IsMatch(run.ReadLine(4 * Limits.Wait));
        }

        Assert.IsTrue(isOn, "The lamp is on.");
    }

    private static string Compile(string program, TemporaryFolder folder)
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "sample",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(program)],
            trusted.Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        IEnumerable<Diagnostic> errors = compilation.Emit(folder.File("sample.dll")).Diagnostics
            .Where(static one => one.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual("", string.Join('\n', errors));
        foreach (string library in new[] { "Sensorcast.Client.dll", "System.Formats.Cbor.dll" })
        {
            string path = Path.Combine(AppContext.BaseDirectory, library);
            if (File.Exists(path))
            {
                File.Copy(path, folder.File(library));
            }
        }

        string config = Directory.EnumerateFiles(AppContext.BaseDirectory, "*CliTests.runtimeconfig.json").Single();
        File.Copy(config, folder.File("sample.runtimeconfig.json"));
        return folder.File("sample.dll");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("demo-lamp true")]
    private static partial Regex OnLine();
}
