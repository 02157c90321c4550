namespace Sensorcast.Tests.ProjectTests;

/// <summary>The checks of the board projects detect their faults.</summary>
[TestClass]
public sealed class BrokenProjectsTests : IDisposable
{
    private const string DeviceProject = "device/Sensorcast.Device.nfproj";
    private const string DevicePackages = "device/packages.config";

    private readonly ChangedCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [TestMethod]
    public void The_copy_itself_has_no_problem()
    {
        BoardProjects projects = _checkout.Projects;
        Assert.IsEmpty(projects.MissingFiles());
        Assert.IsEmpty(projects.PackageProblems());
        Assert.IsEmpty(projects.GuidProblems());
        Assert.IsEmpty(projects.ConfigurationProblems());
        Assert.IsEmpty(projects.StraySources("device"));
    }

    [TestMethod]
    public void A_file_that_is_not_there()
    {
        _checkout.Replace(DeviceProject, "Include=\"Program.cs\"", "Include=\"Main.cs\"");
        AssertOne("names device/Main.cs, which is not there", _checkout.Projects.MissingFiles());
    }

    [TestMethod]
    public void A_source_outside_the_projects()
    {
        _checkout.Write("device/examples/Other/Program.cs", "");
        AssertOne("device/examples/Other/Program.cs is in no board project", _checkout.Projects.StraySources("device"));
    }

    [TestMethod]
    public void An_output_of_a_board_build_is_not_a_source()
    {
        _checkout.Write("shared/obj/Debug/Made.cs", "");
        BoardProjects projects = _checkout.Projects;
        Assert.IsEmpty(projects.StraySources("shared"));
        Assert.IsEmpty(projects.SourceDifferences("shared/Sensorcast.nfproj", "shared/Sensorcast.nfproj"));
    }

    [TestMethod]
    public void A_source_that_one_kind_of_project_lacks()
    {
        _checkout.Replace(
            "shared/Sensorcast.csproj", "</Project>", "<ItemGroup><Compile Remove=\"Server/IClock.cs\" /></ItemGroup></Project>");
        AssertOne(
            "shared/Sensorcast.csproj lacks shared/Server/IClock.cs",
            _checkout.Projects.SourceDifferences("shared/Sensorcast.csproj", "shared/Sensorcast.nfproj"));
    }

    [TestMethod]
    public void Another_version()
    {
        _checkout.Replace(DevicePackages, "CoreLibrary\" version=\"", "CoreLibrary\" version=\"1");
        AssertOne("has nanoFramework.CoreLibrary 11", _checkout.Projects.PackageProblems());
    }

    [TestMethod]
    public void Another_version_of_the_core_library_than_code_compiles_against()
    {
        _checkout.Replace("Directory.Packages.props", "CoreLibrary\" Version=\"", "CoreLibrary\" Version=\"2");
        string[] problems = [.. _checkout.Projects.PackageProblems()];
        Assert.IsNotEmpty(problems);
        Assert.IsTrue(Array.TrueForAll(problems, problem => problem.Contains("CoreLibrary")));
    }

    [TestMethod]
    public void A_path_to_another_version()
    {
        _checkout.Replace(DeviceProject, "nanoFramework.CoreLibrary.", "nanoFramework.CoreLibrary.1");
        AssertOne("looks for mscorlib in", _checkout.Projects.PackageProblems());
    }

    [TestMethod]
    public void A_package_without_its_reference()
    {
        _checkout.Replace(DevicePackages, "</packages>", "<package id=\"nanoFramework.Json\" version=\"1.0.0\" /></packages>");
        AssertOne("has nanoFramework.Json and references nothing of it", _checkout.Projects.PackageProblems());
    }

    [TestMethod]
    public void A_reference_that_has_no_list()
    {
        _checkout.Replace(DeviceProject, "Include=\"System.Net\"", "Include=\"System.Else\"");
        string[] problems = [.. _checkout.Projects.PackageProblems()];
        AssertOne("references System.Else, which no API list names", problems[..1]);
        AssertOne("has nanoFramework.System.Net and references nothing of it", problems[1..]);
    }

    [TestMethod]
    public void A_guid_that_the_solution_does_not_know()
    {
        _checkout.Replace(DeviceProject, "<ProjectGuid>{4", "<ProjectGuid>{5");
        AssertOne("nf.sln does not know device/Sensorcast.Device.nfproj by {5", _checkout.Projects.GuidProblems());
    }

    [TestMethod]
    public void A_board_project_that_dotnet_build_would_build()
    {
        const string Line = ".Debug|Mixed Platforms.ActiveCfg = Debug|Any CPU\n";
        string guid = "\t\t{4D6F2DAB-F332-4E7B-8C48-2F4E18E27946}";
        _checkout.Replace("nf.sln", guid + Line, guid + Line + guid + Line.Replace("ActiveCfg", "Build.0", StringComparison.Ordinal));
        AssertOne("dotnet build would build device/Sensorcast.Device.nfproj", _checkout.Projects.ConfigurationProblems());
    }

    private static void AssertOne(string expected, IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        Assert.HasCount(1, all, string.Join('\n', all));
        Assert.Contains(expected, all[0]);
    }
}
