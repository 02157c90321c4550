using Sensorcast.Host;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class BaseNameTests
{
    [TestMethod]
    [DataRow("kitchen-pc", "kitchen-pc:")]
    [DataRow("Anna's PC", "Anna-s-PC:")]
    [DataRow("_küche.local", "k-che.local:")]
    [DataRow("a:", "a:")]
    [DataRow("", "sensorcast:")]
    [DataRow("--", "sensorcast:")]
    public void Keeps_to_the_characters_of_SenML(string machineName, string expected) =>
        Assert.AreEqual(expected, BaseName.FromMachineName(machineName));

    [TestMethod]
    public void Keeps_to_the_servers_length() =>
        Assert.AreEqual(64, BaseName.FromMachineName(new string('x', 200)).Length);
}
