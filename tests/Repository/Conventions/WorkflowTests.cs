using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ConventionTests;

[TestClass]
public class WorkflowTests
{
    private static readonly NodePackage Tools = new("tests", "Repository", "Conventions");

    [TestMethod, Timeout(2 * NodePackage.Wait)]
    public void The_workflows_are_valid()
    {
        Tools.Install();

        string workflows = Path.Combine(Repository.Root, ".github", "workflows");
        Assert.AreEqual("", ToolProcess.Run("node", ["workflows.mjs", workflows], NodePackage.Wait, Tools.Folder));
    }
}
