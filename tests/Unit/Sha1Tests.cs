namespace Sensorcast.Tests.Unit;

[TestClass]
public class Sha1Tests
{
    [TestMethod]
    public void Smoke()
    {
        int a = System.Environment.ProcessId;
        Assert.AreEqual(System.Environment.ProcessId, a);
    }
}
