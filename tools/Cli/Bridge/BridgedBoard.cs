namespace Sensorcast.Cli.Bridge;

/// <summary>A board that is bridged.</summary>
/// <param name="Name">Its name in topics.</param>
/// <param name="Url">Where its stream is.</param>
/// <param name="Token">Its access token, if it has one.</param>
internal sealed record BridgedBoard(string Name, Uri Url, string? Token);
