using Sensorcast.IlCost.Paths;

namespace Sensorcast.IlCost;

/// <summary>The limits of the figures, whatever is committed.</summary>
internal static class Bars
{
    /// <summary>Reports the bars that are not met, or that are met although the code says that they are not.</summary>
    public static IEnumerable<string> Problems(IEnumerable<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            double instructions = figure.Cost.Rounded.Instructions;
            if (instructions > figure.Bar)
            {
                yield return FormattableString.Invariant(
                    $"{figure.Name}: {instructions:0.#} instructions, at most {figure.Bar} are allowed");
            }

            double board = figure.Cost.Board;
            if (board > figure.BoardBar)
            {
                yield return FormattableString.Invariant(
                    $"{figure.Name}: the time of {board:0.#} plain instructions on the board, at most {figure.BoardBar} are allowed");
            }

            if (instructions <= figure.MissedBar)
            {
                yield return $"{figure.Name}: the bar of {figure.MissedBar} is met now; let the measurement say so";
            }

            if (figure.Cost.Allocations != 0 || figure.Cost.AllocatedBytes != 0)
            {
                yield return FormattableString.Invariant(
                    $"{figure.Name}: {figure.Cost.Allocations:0.#} allocations of {figure.Cost.AllocatedBytes:0.#} bytes, none are allowed");
            }
        }
    }
}
