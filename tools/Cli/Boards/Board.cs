using Sensorcast.Cli.Discover;
using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>A board that the command line names.</summary>
/// <param name="Name">Its name in output for people.</param>
/// <param name="Address">Where its stream is.</param>
/// <param name="Token">Its access token, if there is one.</param>
internal sealed record Board(string Name, Uri Address, string? Token)
{
    private const string StreamPath = "/ws";

    /// <summary>The name for an address: its host, and the path prefix of the board, if there is one.</summary>
    public static string NameOf(Uri address)
    {
        string path = address.AbsolutePath;
        return address.Authority + (path.EndsWith(StreamPath, StringComparison.Ordinal) ? path[..^StreamPath.Length] : path);
    }

    /// <summary>Makes a client.</summary>
    public SensorcastClient CreateClient() => new(Address, new SensorcastClientOptions { Token = Token, Locate = BoardFinder.LocateAsync });
}
