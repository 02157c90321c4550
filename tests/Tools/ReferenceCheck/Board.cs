using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Sensorcast.ReferenceCheck.Generation;
using Sensorcast.ReferenceCheck.Verification;

namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>The board as a compile target: its reference assemblies, made once, and the result of the check for a source.</summary>
internal static class Board
{
    /// <summary>The folder of this run.</summary>
    public static readonly string Scratch = Directory.CreateTempSubdirectory("reference-check-").FullName;

    public static readonly string ApiFolder = Path.Combine(AppContext.BaseDirectory, "api");

    /// <summary>The board's own <c>mscorlib.dll</c>.</summary>
    public static readonly string CoreLibrary = Path.Combine(AppContext.BaseDirectory, "core", "mscorlib.dll");

    private static readonly BoardRules Rules = new(CoreLibrary);

    private static readonly Lazy<string> MadeAssemblies = new(() =>
    {
        string folder = Path.Combine(Scratch, "board");
        ReferenceAssemblyGenerator.Generate(CoreLibrary, ApiFolder, folder);
        return folder;
    });

    public static string AssemblyFolder => MadeAssemblies.Value;

    /// <summary>Compiles as the check projects do, then verifies.</summary>
    public static CheckResult Check(string source, bool optimize = false) =>
        Check(source, Directory.GetFiles(AssemblyFolder, "*.dll"), allowUnsafe: false, optimize);

    /// <summary>The same, without the compiler's own refusal of pointers.</summary>
    public static CheckResult CheckUnsafe(string source) =>
        Check(source, Directory.GetFiles(AssemblyFolder, "*.dll"), allowUnsafe: true);

    /// <summary>Compiles for the desktop: for code that does not even compile for the board.</summary>
    public static CheckResult CheckCompiledForDesktop(string source) =>
        Check(source, Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.*.dll"), allowUnsafe: true);

    /// <summary>Compiles a valid library for the board.</summary>
    public static string Compile(string source) => Emit(source, Directory.GetFiles(AssemblyFolder, "*.dll"), allowUnsafe: false).Assembly;

    private static CheckResult Check(string source, IEnumerable<string> references, bool allowUnsafe, bool optimize = false)
    {
        (string assembly, EmitResult emitted) = Emit(source, references, allowUnsafe, optimize);
        string[] diagnostics =
        [
            .. emitted.Diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.ToString()),
        ];
        return new CheckResult(
            Path.ChangeExtension(assembly, ".cs"),
            diagnostics.Length > 0 ? diagnostics : [.. AssemblyVerifier.Verify(assembly, Rules).Select(finding => finding.ToString())]);
    }

    private static (string Assembly, EmitResult Result) Emit(
        string source, IEnumerable<string> references, bool allowUnsafe, bool optimize = false)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Scratch, Guid.NewGuid().ToString("N"))).FullName;
        string file = Path.Combine(folder, "Snippet.cs");
        string assembly = Path.Combine(folder, "Snippet.dll");
        string pdb = Path.Combine(folder, "Snippet.pdb");
        File.WriteAllText(file, source);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp10), file, System.Text.Encoding.UTF8)],
            references.Where(IsManaged).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: optimize ? OptimizationLevel.Release : OptimizationLevel.Debug,
                allowUnsafe: allowUnsafe,
                nullableContextOptions: NullableContextOptions.Disable));
        using FileStream code = File.Create(assembly);
        using FileStream symbols = File.Create(pdb);
        EmitOptions options = new(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: pdb);
        return (assembly, compilation.Emit(code, symbols, options: options));
    }

    private static bool IsManaged(string path) => !Path.GetFileName(path).Contains(".Native", StringComparison.Ordinal);
}
