namespace Sensorcast.LoadTest;

/// <summary>Gives the age of a pack when it arrived.</summary>
/// <param name="pack">The pack.</param>
/// <param name="arrival">When it arrived, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
/// <returns>Milliseconds, or <see langword="null"/> if that is not known.</returns>
internal delegate double? PackAge(LivePack pack, long arrival);
