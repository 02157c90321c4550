namespace Sensorcast.Cli;

/// <summary>What the command line says does not go together; the message can be shown as it is.</summary>
internal sealed class UsageException(string message) : Exception(message);
