namespace Sensorcast.IlCost.Paths;

/// <summary>All counted paths.</summary>
internal static class HotPaths
{
    /// <summary>Counts everything.</summary>
    internal static IReadOnlyList<Figure> Measure()
    {
        // The first run includes work that is done once in a program's life.
        _ = Once();
        return Once();
    }

    private static List<Figure> Once() =>
        [.. StreamPaths.Measure(), .. HandshakePath.Measure(), .. MessagePaths.Measure(), .. CodecPaths.Measure()];
}
