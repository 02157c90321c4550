using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.Shared;

/// <summary>Waiting for a condition instead of a time.</summary>
internal static class Until
{
    private const int Pause = 10;

    /// <summary>Waits, and fails if it takes too long.</summary>
    public static Task TrueAsync(Func<bool> condition, string failure) => TrueAsync(() => Task.FromResult(condition()), failure);

    /// <summary>Waits, and fails if it takes too long.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string failure)
    {
        for (long end = Environment.TickCount64 + (6 * Limits.Wait); !await condition(); await Task.Delay(Pause))
        {
            Assert.IsLessThan(end, Environment.TickCount64, failure);
        }
    }
}
