namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// A pack that may be refused although it is one, for a limit that the reader may have; or one whose numbers are too close to a limit.
/// </summary>
internal sealed class UndecidedException(string why) : Exception(why);
