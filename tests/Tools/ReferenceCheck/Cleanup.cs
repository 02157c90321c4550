namespace Sensorcast.Tests.ReferenceCheckTests;

[TestClass]
public static class Cleanup
{
    [AssemblyCleanup]
    public static void DeleteScratch() => Directory.Delete(Board.Scratch, recursive: true);
}
