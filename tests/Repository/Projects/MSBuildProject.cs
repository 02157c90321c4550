using System.Text.Json;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>
/// What MSBuild makes of a project file. The project system of the board is not needed: the projects import it only where it exists.
/// </summary>
internal sealed class MSBuildProject
{
    private const int MaxMilliseconds = 360_000;

    private readonly JsonElement _items;

    private MSBuildProject(string file, JsonElement evaluated)
    {
        File = file;
        _items = evaluated.GetProperty("Items");
        Guid = evaluated.GetProperty("Properties").GetProperty("ProjectGuid").GetString()!;
    }

    /// <summary>The project file.</summary>
    public string File { get; }

    public string Folder => Path.GetDirectoryName(File)!;

    public string Guid { get; }

    /// <summary>The sources that are compiled.</summary>
    public IReadOnlySet<string> Sources => FullPaths("Compile").ToHashSet();

    /// <summary>All files that the project names, itself aside.</summary>
    public IEnumerable<string> Files => FullPaths("Compile").Concat(FullPaths("None")).Concat(FullPaths("ProjectReference"));

    /// <summary>The assemblies referenced: each with its path as written, which may be empty.</summary>
    public IEnumerable<(string Assembly, string HintPath)> References =>
        Items("Reference").Select(item => (
            item.GetProperty("Identity").GetString()!,
            item.TryGetProperty("HintPath", out JsonElement path) ? path.GetString()! : ""));

    /// <summary>The assemblies that a project of the reference check compiles against.</summary>
    public IEnumerable<string> BoardAssemblies => Items("BoardAssembly").Select(item => item.GetProperty("Identity").GetString()!);

    public static MSBuildProject Evaluate(string file)
    {
        string[] arguments =
        [
            "msbuild", file, "-nologo", "-getItem:Compile,None,ProjectReference,Reference,BoardAssembly",
            "-getProperty:ProjectGuid,AssemblyName",
        ];
        using JsonDocument evaluated =
            JsonDocument.Parse(ToolProcess.Run("dotnet", arguments, MaxMilliseconds, Path.GetDirectoryName(file)));
        return new MSBuildProject(file, evaluated.RootElement.Clone());
    }

    private IEnumerable<JsonElement> Items(string kind) => _items.GetProperty(kind).EnumerateArray();

    private IEnumerable<string> FullPaths(string kind) =>
        Items(kind).Select(item => Path.GetFullPath(item.GetProperty("FullPath").GetString()!));
}
