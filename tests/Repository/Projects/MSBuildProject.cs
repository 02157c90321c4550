using System.Runtime.CompilerServices;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Locator;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>
/// A project file as MSBuild evaluates it. The project system of the board is not needed: the projects import it only where it exists.
/// </summary>
internal sealed class MSBuildProject
{
    private MSBuildProject(Project project)
    {
        File = project.FullPath;
        Guid = project.GetPropertyValue("ProjectGuid");
        Sources = FullPaths(project, "Compile").ToHashSet();
        Files = [.. Sources, .. FullPaths(project, "None"), .. FullPaths(project, "ProjectReference")];
        References = [.. project.GetItems("Reference").Select(item => (item.EvaluatedInclude, item.GetMetadataValue("HintPath")))];
        BoardAssemblies = [.. project.GetItems("BoardAssembly").Select(item => item.EvaluatedInclude)];
    }

    /// <summary>The project file.</summary>
    public string File { get; }

    public string Folder => Path.GetDirectoryName(File)!;

    public string Guid { get; }

    /// <summary>The sources that are compiled.</summary>
    public IReadOnlySet<string> Sources { get; }

    /// <summary>All files that the project names, without itself.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The assemblies referenced: each with its path as written, which may be empty.</summary>
    public IReadOnlyList<(string Assembly, string HintPath)> References { get; }

    /// <summary>The assemblies that a project of the reference check compiles against.</summary>
    public IReadOnlyList<string> BoardAssemblies { get; }

    /// <summary>Finds the SDK's MSBuild. It is called before a method that uses MSBuild is compiled.</summary>
    [ModuleInitializer]
    internal static void FindMSBuild() => MSBuildLocator.RegisterDefaults();

    public static MSBuildProject Evaluate(string file)
    {
        // Evaluated in this process: 300 projects in this run, and a process for each would take half a second more.
        using var projects = new ProjectCollection();
        return new MSBuildProject(projects.LoadProject(file));
    }

    private static IEnumerable<string> FullPaths(Project project, string kind) =>
        project.GetItems(kind).Select(item => Path.GetFullPath(item.GetMetadataValue("FullPath")));
}
