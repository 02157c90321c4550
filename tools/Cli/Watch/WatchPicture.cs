using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli.Watch;

/// <summary>The table as a terminal with room for all of it would show it, for a page.</summary>
internal static class WatchPicture
{
    private const int Width = 100;

    public static string Draw(IReadOnlyList<BoardView> boards, long now)
    {
        int rows =
            boards.Sum(static board =>
                1 + board.Channels.Count + board.Channels.Select(static channel => channel.Group).Distinct().Count());
        IReadOnlyList<ScreenLine> lines = new WatchTable(Glyphs.Unicode)
            .Write(boards, now, new WatchView(), (Width, WatchTable.Height(rows)), hasKeys: false);
        return SvgPicture.Draw([.. lines.SkipLast(1).Where(static line => line.Pieces.Count > 0)], Width);
    }
}
