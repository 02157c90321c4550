using Mono.Cecil;
using Sensorcast.ReferenceCheck.Verification;

namespace Sensorcast.Tests.ReferenceCheckTests;

[TestClass]
public class CoreLibraryTests
{
    [TestMethod]
    public void ExcludedTypesAreReadFromThePackage()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Board.CoreLibrary);
        IEnumerable<string> excluded = new CoreLibrary(Board.CoreLibrary).Excluded;
        Assert.HasCount(73, excluded.Where(name => module.GetType(name) is { IsPublic: true } or { IsNestedPublic: true }));
        Assert.Contains("System.DBNull", excluded);
        Assert.DoesNotContain("System.Exception", excluded);
    }

    /// <summary>
    /// A name in the list of attributes that are left out would be wrong if the library had the type, or did not know it.
    /// </summary>
    [TestMethod]
    public void AttributesLeftOutAreExcluded() =>
        Assert.IsEmpty(CoreLibrary.StrippedAttributes.Except(new CoreLibrary(Board.CoreLibrary).Excluded));
}
