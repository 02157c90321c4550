namespace Sensorcast.Tests.HostTests;

/// <summary>How long tests may take, in milliseconds. Generous: reaching one is a failure, not a measurement.</summary>
internal static class Limits
{
    public const int Test = 30_000;

    public const int Wait = 5_000;
}
