using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The package in tools/Clients/JavaScript, by its own tools.</summary>
[TestClass]
public class ClientPackageTests
{
    private static readonly NodePackage Client = new("tools", "Clients", "JavaScript");

    [ClassInitialize]
    public static void Install(TestContext _) => Client.Install();

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_unit_tests_pass() => Client.Run("test");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_types_fit() => Client.Run("typecheck");
}
