namespace Sensorcast.LoadTest;

/// <summary>Tells how old a pack was when it arrived.</summary>
/// <param name="pack">The pack.</param>
/// <param name="arrival">When it arrived, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
/// <returns>Milliseconds, or <see langword="null"/> if that cannot be told.</returns>
internal delegate double? PackAge(LivePack pack, long arrival);
