namespace Sensorcast.Flash;

/// <summary>An error that the user can fix; the message says how.</summary>
internal sealed class FlashException(string message) : Exception(message);
