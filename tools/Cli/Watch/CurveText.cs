namespace Sensorcast.Cli.Watch;

/// <summary>Draws a course as a row of bars, scaled from its lowest value to its highest.</summary>
internal static class CurveText
{
    public static string Draw(IReadOnlyCollection<decimal> points, int width, string bars)
    {
        decimal[] drawn = [.. points.Skip(Math.Max(0, points.Count - width))];
        if (drawn.Length == 0)
        {
            return "";
        }

        // Half of each first: the difference of the largest and the smallest decimal is not a decimal.
        decimal low = drawn.Min() / 2;
        decimal range = (drawn.Max() / 2) - low;
        return string.Concat(drawn.Select(number =>
            range == 0 ? bars[0] : bars[(int)Math.Round(((number / 2) - low) / range * (bars.Length - 1))]));
    }
}
