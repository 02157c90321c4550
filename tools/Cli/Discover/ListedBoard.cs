using Sensorcast.Dns;

namespace Sensorcast.Cli.Discover;

/// <summary>A line of the list, and an object of <c>--json</c>.</summary>
internal sealed record ListedBoard(
    string Name,
    string Address,
    string Host,
    string Ip,
    int Port,
    string? Token,
    string? Version,
    string[]? Subprotocols,
    string[]? Channels,
    string? Problem)
{
    /// <summary>Name, address, whether a token is needed, and channels.</summary>
    public string ToLine()
    {
        string token = Token switch
        {
            SensorServices.NoToken => "no token",
            SensorServices.TokenToSet => "token to set",
            SensorServices.TokenToRead => "token to read",
            _ => "token unknown",
        };
        string channels = Channels is null ? $"channels unknown: {Problem}" : string.Join(' ', Channels);
        return $"{Name,-20} {Address,-28} {token,-13} {channels}";
    }
}
