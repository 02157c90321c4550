namespace Sensorcast.Tests.ProxyTests;

/// <summary>Which proxy.</summary>
public enum ProxyKind
{
    Nginx,
    HAProxy,
}
