namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// A valid pack that may be refused for a limit that the reader may have, or one with numbers that are too close to a limit.
/// </summary>
internal sealed class UndecidedException(string why) : Exception(why);
