namespace Sensorcast.Cli;

/// <summary>The options of the command line do not go together; the message can be shown as it is.</summary>
internal sealed class UsageException(string message) : Exception(message);
