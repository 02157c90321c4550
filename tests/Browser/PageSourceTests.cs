using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page's sources in tools/Dashboard, by their own tools.</summary>
[TestClass]
public class PageSourceTests
{
    private const int Wait = 120_000;

    private static string Folder => Path.Combine(Repository.Root, "tools", "Dashboard");

    [ClassInitialize]
    public static void Install(TestContext _) => ToolProcess.Run("npm", ["ci", "--no-audit", "--no-fund"], Wait, Folder);

    /// <summary>Fails when shared/Server/DashboardPage.g.cs is not what the sources make.</summary>
    [TestMethod, Timeout(2 * Wait)]
    public void The_committed_page_is_up_to_date() => Run("check");

    [TestMethod, Timeout(2 * Wait)]
    public void The_unit_tests_pass() => Run("test");

    [TestMethod, Timeout(2 * Wait)]
    public void The_types_fit() => Run("typecheck");

    private static void Run(string script) => ToolProcess.Run("npm", ["run", script], Wait, Folder);
}
