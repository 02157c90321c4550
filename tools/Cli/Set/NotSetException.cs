namespace Sensorcast.Cli.Set;

/// <summary>A value is refused; the message says which values are valid, and can be shown as it is.</summary>
internal sealed class NotSetException(string message, Exception? cause = null) : Exception(message, cause);
