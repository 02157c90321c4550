namespace Sensorcast.Tests.ProxyTests;

[TestClass]
public static class Cleanup
{
    [AssemblyCleanup]
    public static void DeleteCertificates() => Proxy.DeleteCertificates();
}
