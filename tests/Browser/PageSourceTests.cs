using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page's sources in tools/Dashboard, by their own tools.</summary>
[TestClass]
public class PageSourceTests
{
    private static readonly NodePackage Dashboard = new("tools", "Dashboard");

    [ClassInitialize]
    public static void Install(TestContext _) => Dashboard.Install();

    /// <summary>Fails when shared/Server/DashboardPage.g.cs is not what the sources make.</summary>
    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_committed_page_is_up_to_date() => Dashboard.Run("check");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_unit_tests_pass() => Dashboard.Run("test");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_types_fit() => Dashboard.Run("typecheck");
}
