using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page's sources in tools/Dashboard, by their own tools.</summary>
[TestClass]
public class PageSourceTests
{
    /// <summary>Fails when shared/Dashboard/DashboardPage.g.cs is not what the sources make.</summary>
    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_committed_page_is_up_to_date() => DashboardPackage.Run("check");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_unit_tests_pass() => DashboardPackage.Run("test");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_types_fit() => DashboardPackage.Run("typecheck");
}
