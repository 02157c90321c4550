namespace Sensorcast.Tests.FlashTests;

/// <summary>How long tests may take, in milliseconds. Generous: reaching one is a failure, not a measurement.</summary>
internal static class Limits
{
    public const int Test = 30_000;

    public const int Process = 20_000;
}
