namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// The browser of all tests that need no arguments of their own. Each page has a context of its own, so tests can run in parallel.
/// </summary>
[TestClass]
public static class SharedChromium
{
    private static readonly SemaphoreSlim Turn = new(1);
    private static Chromium? _chromium;

    /// <summary>Starts it the first time, and after one that has crashed.</summary>
    internal static async Task<Chromium> GetAsync()
    {
        await Turn.WaitAsync();
        try
        {
            if (_chromium is { IsConnected: false } crashed)
            {
                _chromium = null;
                await crashed.DisposeAsync();
            }

            return _chromium ??= await Chromium.StartEngineAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }
}
