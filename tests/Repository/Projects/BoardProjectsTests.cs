using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

[TestClass]
public sealed class BoardProjectsTests
{
    private const string UnitProjects = "tests/Unit/Unit.nfproj;tests/Unit/Dns/UnitDns.nfproj;tests/Unit/Drivers/UnitDrivers.nfproj;"
        + "tests/Unit/Http/UnitHttp.nfproj;"
        + "tests/Unit/Settings/UnitSettings.nfproj;tests/Unit/Setup/UnitSetup.nfproj;tests/Unit/Telemetry/UnitTelemetry.nfproj";

    private static readonly BoardProjects Projects = new(Repository.Root);

    [TestMethod]
    public void All_are_there() =>
        Assert.AreEqual(
            """
            device/Board/Sensorcast.Board.nfproj
            device/Names/Sensorcast.Names.nfproj
            device/Sensorcast.Device.nfproj
            device/examples/Bme280/Sensorcast.Bme280.nfproj
            device/examples/Drivers/Sensorcast.DriverExamples.nfproj
            device/examples/OwnPage/Sensorcast.OwnPage.nfproj
            device/examples/OwnRoutes/Sensorcast.OwnRoutes.nfproj
            device/examples/QuickStart/Sensorcast.QuickStart.nfproj
            shared/Dashboard/Sensorcast.Dashboard.nfproj
            shared/DashboardMore/Sensorcast.DashboardMore.nfproj
            shared/Dns/Sensorcast.Dns.nfproj
            shared/Drivers/Sensorcast.Drivers.nfproj
            shared/Sensorcast.nfproj
            shared/Settings/Sensorcast.Settings.nfproj
            shared/Setup/Sensorcast.Setup.nfproj
            tests/Board/Network/Network.nfproj
            tests/Unit/Dns/UnitDns.nfproj
            tests/Unit/Drivers/UnitDrivers.nfproj
            tests/Unit/Http/UnitHttp.nfproj
            tests/Unit/Settings/UnitSettings.nfproj
            tests/Unit/Setup/UnitSetup.nfproj
            tests/Unit/Telemetry/UnitTelemetry.nfproj
            tests/Unit/Unit.nfproj
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Projects.Names.Order(StringComparer.Ordinal)));

    [TestMethod]
    public void Every_file_named_exists() => AssertNone(Projects.MissingFiles());

    [TestMethod]
    public void References_and_packages_are_the_pinned_ones() => AssertNone(Projects.PackageProblems());

    [TestMethod]
    public void Guids_are_unique_and_those_of_the_solution() => AssertNone(Projects.GuidProblems());

    [TestMethod]
    public void The_solution_builds_them_only_where_that_can_be_done() => AssertNone(Projects.ConfigurationProblems());

    [TestMethod]
    [DataRow("shared")]
    [DataRow("device")]
    [DataRow("tests/Unit")]
    [DataRow("tests/Board/Network")]
    public void Every_source_is_in_a_project(string folder) => AssertNone(Projects.StraySources(folder));

    [TestMethod]
    [DataRow("shared/Sensorcast.csproj", "shared/Sensorcast.nfproj", "")]
    [DataRow("shared/Dashboard/Sensorcast.Dashboard.csproj", "shared/Dashboard/Sensorcast.Dashboard.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardDashboard.csproj", "shared/Dashboard/Sensorcast.Dashboard.nfproj", "")]
    [DataRow("shared/DashboardMore/Sensorcast.DashboardMore.csproj", "shared/DashboardMore/Sensorcast.DashboardMore.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardDashboardMore.csproj", "shared/DashboardMore/Sensorcast.DashboardMore.nfproj", "")]
    [DataRow("shared/Drivers/Sensorcast.Drivers.csproj", "shared/Drivers/Sensorcast.Drivers.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardDrivers.csproj", "shared/Drivers/Sensorcast.Drivers.nfproj", "")]
    [DataRow("shared/Dns/Sensorcast.Dns.csproj", "shared/Dns/Sensorcast.Dns.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardDns.csproj", "shared/Dns/Sensorcast.Dns.nfproj", "")]
    [DataRow("shared/Settings/Sensorcast.Settings.csproj", "shared/Settings/Sensorcast.Settings.nfproj", "")]
    [DataRow("shared/Setup/Sensorcast.Setup.csproj", "shared/Setup/Sensorcast.Setup.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardSettings.csproj", "shared/Settings/Sensorcast.Settings.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardSetup.csproj", "shared/Setup/Sensorcast.Setup.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardShared.csproj", "shared/Sensorcast.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardUnit.csproj", "tests/Unit/Unit.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitTelemetry.csproj", "tests/Unit/Telemetry/UnitTelemetry.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitDrivers.csproj", "tests/Unit/Drivers/UnitDrivers.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitHttp.csproj", "tests/Unit/Http/UnitHttp.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitSettings.csproj", "tests/Unit/Settings/UnitSettings.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitDns.csproj", "tests/Unit/Dns/UnitDns.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardUnitSetup.csproj", "tests/Unit/Setup/UnitSetup.nfproj", "tests/Unit/Board/")]
    [DataRow("tools/ReferenceCheck/board/BoardDevice.csproj", "device/Sensorcast.Device.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardBoard.csproj", "device/Board/Sensorcast.Board.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardNames.csproj", "device/Names/Sensorcast.Names.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardBme280.csproj", "device/examples/Bme280/Sensorcast.Bme280.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardDriverExamples.csproj", "device/examples/Drivers/Sensorcast.DriverExamples.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardOwnPage.csproj", "device/examples/OwnPage/Sensorcast.OwnPage.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardOwnRoutes.csproj", "device/examples/OwnRoutes/Sensorcast.OwnRoutes.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardQuickStart.csproj", "device/examples/QuickStart/Sensorcast.QuickStart.nfproj", "")]
    [DataRow("tools/ReferenceCheck/board/BoardNetwork.csproj", "tests/Board/Network/Network.nfproj", "")]
    public void Desktop_and_board_compile_the_same_sources(string desktop, string board, string boardOnly) =>
        AssertNone(Projects.SourceDifferences(desktop, board, boardOnly));

    /// <summary>The tests of device/ run on the desktop: the unit tests on a board have no sockets.</summary>
    [TestMethod]
    public void The_desktop_compiles_the_unit_tests_of_all_projects() =>
        AssertNone(
            Projects.SourceDifferences("tests/Unit/UnitTests.csproj", UnitProjects, "tests/Unit/Board/", "device/Names/NameTask.cs"));

    [TestMethod]
    [DataRow("BoardShared", "shared/Sensorcast.nfproj")]
    [DataRow("BoardDashboard", "shared/Dashboard/Sensorcast.Dashboard.nfproj")]
    [DataRow("BoardDashboardMore", "shared/DashboardMore/Sensorcast.DashboardMore.nfproj")]
    [DataRow("BoardDrivers", "shared/Drivers/Sensorcast.Drivers.nfproj")]
    [DataRow("BoardDns", "shared/Dns/Sensorcast.Dns.nfproj")]
    [DataRow("BoardSettings", "shared/Settings/Sensorcast.Settings.nfproj")]
    [DataRow("BoardSetup", "shared/Setup/Sensorcast.Setup.nfproj")]
    [DataRow("BoardUnit", "tests/Unit/Unit.nfproj")]
    [DataRow("BoardUnitTelemetry", "tests/Unit/Telemetry/UnitTelemetry.nfproj")]
    [DataRow("BoardUnitDrivers", "tests/Unit/Drivers/UnitDrivers.nfproj")]
    [DataRow("BoardUnitHttp", "tests/Unit/Http/UnitHttp.nfproj")]
    [DataRow("BoardUnitSettings", "tests/Unit/Settings/UnitSettings.nfproj")]
    [DataRow("BoardUnitDns", "tests/Unit/Dns/UnitDns.nfproj")]
    [DataRow("BoardUnitSetup", "tests/Unit/Setup/UnitSetup.nfproj")]
    [DataRow("BoardDevice", "device/Sensorcast.Device.nfproj")]
    [DataRow("BoardBoard", "device/Board/Sensorcast.Board.nfproj")]
    [DataRow("BoardNames", "device/Names/Sensorcast.Names.nfproj")]
    [DataRow("BoardBme280", "device/examples/Bme280/Sensorcast.Bme280.nfproj")]
    [DataRow("BoardDriverExamples", "device/examples/Drivers/Sensorcast.DriverExamples.nfproj")]
    [DataRow("BoardOwnPage", "device/examples/OwnPage/Sensorcast.OwnPage.nfproj")]
    [DataRow("BoardOwnRoutes", "device/examples/OwnRoutes/Sensorcast.OwnRoutes.nfproj")]
    [DataRow("BoardQuickStart", "device/examples/QuickStart/Sensorcast.QuickStart.nfproj")]
    [DataRow("BoardNetwork", "tests/Board/Network/Network.nfproj")]
    public void The_reference_check_uses_the_assemblies_of_the_project(string check, string board) =>
        AssertNone(Projects.CheckedAssemblyDifferences($"tools/ReferenceCheck/board/{check}.csproj", board));

    private static void AssertNone(IEnumerable<string> problems) =>
        Assert.IsFalse(problems.Any(), string.Join('\n', problems));
}
