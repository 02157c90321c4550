using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>The board projects of a checkout, and what is wrong with them.</summary>
internal sealed partial class BoardProjects
{
    /// <summary>
    /// The platform of <c>dotnet build</c> without options: MSBuild prefers it. Board projects stay out of it.
    /// </summary>
    private const string DesktopPlatform = "Mixed Platforms";

    /// <summary>The platform that Visual Studio and the VS Code extension use: everything.</summary>
    private const string FullPlatform = "Any CPU";

    private static readonly string[] Configurations = ["Debug", "Release"];

    private static readonly string[] Folders = ["shared", "device", "tests"];

    private readonly string _root;
    private readonly string _solution;
    private readonly IReadOnlyList<MSBuildProject> _projects;

    public BoardProjects(string root)
    {
        _root = root;
        _solution = File.ReadAllText(Path.Combine(root, "nf.sln"));
        _projects =
        [
            .. Folders
                .SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder), "*.nfproj", SearchOption.AllDirectories))
                .Order()
                .Select(MSBuildProject.Evaluate),
        ];
    }

    public IReadOnlyList<string> Names => [.. _projects.Select(Name)];

    /// <summary>Every file that a project names is there.</summary>
    public IEnumerable<string> MissingFiles() =>
        from project in _projects
        from file in project.Files
        where !File.Exists(file)
        select $"{Name(project)} names {Relative(file)}, which is not there";

    /// <summary>Every reference has its package at the pinned version, and every package its reference.</summary>
    public IEnumerable<string> PackageProblems()
    {
        var pinned = new PinnedPackages(_root);
        foreach (MSBuildProject project in _projects)
        {
            Dictionary<string, string> packages = XDocument.Load(Path.Combine(project.Folder, "packages.config")).Root!.Elements("package")
                .ToDictionary(package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value);
            HashSet<string> referenced = [];
            foreach ((string assembly, string hintPath) in project.References)
            {
                if (!pinned.TryFind(assembly, out (string Package, string Version) wanted))
                {
                    yield return $"{Name(project)} references {assembly}, which no API list names";
                    continue;
                }

                referenced.Add(wanted.Package);
                if (packages.GetValueOrDefault(wanted.Package) != wanted.Version)
                {
                    yield return $"{Name(project)} has {wanted.Package} {packages.GetValueOrDefault(wanted.Package)}, not {wanted.Version}";
                }

                string file =
                    Path.GetRelativePath(
                        project.Folder, Path.Combine(_root, "packages", $"{wanted.Package}.{wanted.Version}", "lib", assembly));
                if (Path.ChangeExtension(hintPath.Replace('\\', '/'), null) != file.Replace('\\', '/'))
                {
                    yield return $"{Name(project)} looks for {assembly} in {hintPath}";
                }
            }

            foreach (string package in packages.Keys.Except(referenced))
            {
                yield return $"{Name(project)} has {package} and references nothing of it";
            }
        }
    }

    /// <summary>No two projects share a GUID, and the solution knows each board project by its own.</summary>
    public IEnumerable<string> GuidProblems()
    {
        List<(string File, string Guid)> known = [.. SolutionProject().Matches(_solution)
            .Select(match => (match.Groups["file"].Value.Replace('\\', '/'), match.Groups["guid"].Value.ToUpperInvariant()))];
        IEnumerable<IGrouping<string, string>> byGuid = known.GroupBy(entry => entry.Guid, entry => entry.File);
        foreach (IGrouping<string, string> twins in byGuid.Where(files => files.Count() > 1))
        {
            yield return $"{string.Join(" and ", twins)} have the GUID {twins.Key}";
        }

        foreach (MSBuildProject project in _projects)
        {
            string guid = project.Guid.ToUpperInvariant();
            if (!known.Contains((Name(project), guid)))
            {
                yield return $"nf.sln does not know {Name(project)} by {guid}";
            }
        }
    }

    /// <summary>The solution builds a board project where that can be done, and skips it in a plain <c>dotnet build</c>.</summary>
    public IEnumerable<string> ConfigurationProblems() =>
        from project in _projects
        from configuration in Configurations
        from problem in new[]
        {
            IsBuilt(project, configuration, DesktopPlatform) ? $"dotnet build would build {Name(project)}" : "",
            IsBuilt(project, configuration, FullPlatform) ? "" : $"{configuration}|{FullPlatform} does not build {Name(project)}",
        }
        where problem.Length > 0
        select problem;

    /// <summary>Every source of a folder is compiled by one of its board projects.</summary>
    public IEnumerable<string> StraySources(string folder)
    {
        HashSet<string> compiled = [.. _projects.SelectMany(project => project.Sources)];
        return from file in Directory.GetFiles(Path.Combine(_root, folder), "*.cs", SearchOption.AllDirectories)
               where !BuildOutput().IsMatch(Relative(file)) && !compiled.Contains(file)
               select $"{Relative(file)} is in no board project";
    }

    /// <summary>A desktop project compiles the same sources as a board project.</summary>
    /// <param name="desktopFile">The desktop project.</param>
    /// <param name="boardFiles">The board project, or several with semicolons between them.</param>
    /// <param name="boardOnly">The folder whose sources only the board project has, or nothing.</param>
    /// <param name="desktopOnly">The source that only the desktop project has, or nothing.</param>
    public IEnumerable<string> SourceDifferences(string desktopFile, string boardFiles, string boardOnly = "", string desktopOnly = "")
    {
        HashSet<string> ofBoard = [.. boardFiles.Split(';').SelectMany(file => Find(file).Sources)];
        IEnumerable<string> expected =
            ofBoard.Where(file => boardOnly.Length == 0 || !Relative(file).StartsWith(boardOnly, StringComparison.Ordinal));
        IReadOnlySet<string> actual = MSBuildProject.Evaluate(Path.Combine(_root, desktopFile)).Sources;
        return expected.Except(actual).Select(file => $"{desktopFile} lacks {Relative(file)}")
            .Concat(actual.Except(expected).Where(file => Relative(file) != desktopOnly)
                .Select(file => $"{desktopFile} has {Relative(file)}, {boardFiles} has not"));
    }

    /// <summary>
    /// The reference check compiles a board project against the assemblies that it references, as far as they have a list.
    /// </summary>
    public IEnumerable<string> CheckedAssemblyDifferences(string checkFile, string boardFile)
    {
        HashSet<string> expected =
            [.. Find(boardFile).References.Select(reference => reference.Assembly).Where(name => PinnedPackages.IsListed(_root, name))];
        HashSet<string> actual = [.. MSBuildProject.Evaluate(Path.Combine(_root, checkFile)).BoardAssemblies];
        return expected.Except(actual).Select(assembly => $"{checkFile} lacks {assembly}")
            .Concat(actual.Except(expected).Select(assembly => $"{checkFile} has {assembly}, {boardFile} has not"));
    }

    private MSBuildProject Find(string file) => _projects.Single(project => Name(project) == file);

    private bool IsBuilt(MSBuildProject project, string configuration, string platform) =>
        _solution.Contains($"{project.Guid}.{configuration}|{platform}.Build.0 = ", StringComparison.OrdinalIgnoreCase);

    private string Name(MSBuildProject project) => Relative(project.File);

    private string Relative(string file) => Path.GetRelativePath(_root, file).Replace('\\', '/');

    [GeneratedRegex("""^Project\("\{[^"]*\}"\) = "[^"]*", "(?<file>[^"]*)", "(?<guid>[^"]*)"\r?$""", RegexOptions.Multiline)]
    private static partial Regex SolutionProject();

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();
}
