namespace Sensorcast.Flash;

/// <summary>Something the user can put right; the message says how.</summary>
internal sealed class FlashException(string message) : Exception(message);
