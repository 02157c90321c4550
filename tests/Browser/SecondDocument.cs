using Sensorcast.Dashboard;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What the page fetches after itself, as the board has it.</summary>
internal static class SecondDocument
{
    /// <summary>Where it is: the page's own digest of it.</summary>
    public static string Path => DashboardMore.Path;

    /// <summary>Compressed with gzip.</summary>
    public static byte[] Gzip { get; } = [.. Pieces().SelectMany(piece => piece)];

    private static IEnumerable<byte[]> Pieces()
    {
        for (int i = 0; DashboardMore.Piece(i) is { } piece; i++)
        {
            yield return piece;
        }
    }
}
