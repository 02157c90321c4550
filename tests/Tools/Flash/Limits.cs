namespace Sensorcast.Tests.FlashTests;

/// <summary>How long tests may take, in milliseconds. Generous: reaching one is a failure, not a measurement.</summary>
internal static class Limits
{
    public const int Test = 180_000;

    public const int Process = 120_000;
}
