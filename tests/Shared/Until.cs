using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.Shared;

/// <summary>Waiting for a condition instead of a time.</summary>
internal static class Until
{
    private const int Pause = 10;

    /// <summary>In milliseconds: less than a test may take, so that its message is seen.</summary>
    private const int Longest = 5 * Limits.Wait;

    /// <summary>Waits, and fails if it takes too long.</summary>
    public static Task TrueAsync(Func<bool> condition, string failure) => TrueAsync(() => Task.FromResult(condition()), failure);

    /// <summary>Waits, and fails if it takes too long.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string failure) => TrueAsync(condition, () => failure);

    /// <summary>Waits, and fails if it takes too long, with the state at that time.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> failure)
    {
        long end = Environment.TickCount64 + Longest;
        while (!await condition())
        {
            if (Environment.TickCount64 >= end)
            {
                Assert.Fail(failure());
            }

            await Task.Delay(Pause);
        }
    }
}
