namespace Sensorcast.Telemetry.Filters;

/// <summary>Quotients to the nearest whole number; halves are rounded away from zero, as for what is set.</summary>
public static class Rounding
{
    /// <summary>Divides.</summary>
    /// <param name="dividend">From -2^62 to 2^62.</param>
    /// <param name="divisor">From 1 to 2^62.</param>
    /// <returns>The quotient.</returns>
    public static long Divide(long dividend, long divisor)
    {
        long half = divisor / 2;
        return (dividend < 0 ? dividend - half : dividend + half) / divisor;
    }

    /// <summary>Finds the middle of numbers, or the mean of the two in the middle.</summary>
    /// <param name="ordered">The numbers, the smallest first.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The median.</returns>
    public static int Median(int[] ordered, int count)
    {
        int middle = count / 2;
        return count % 2 != 0 ? ordered[middle] : (int)Divide((long)ordered[middle - 1] + ordered[middle], 2);
    }

    /// <summary>Finds the value at a position on the straight line through two points.</summary>
    /// <param name="x">The position.</param>
    /// <param name="x0">The first point's position.</param>
    /// <param name="y0">The first point's value.</param>
    /// <param name="x1">The second point's position, above the first one's.</param>
    /// <param name="y1">The second point's value.</param>
    /// <param name="y">Gets the value.</param>
    /// <returns>Whether the value is an <see cref="int"/>.</returns>
    internal static bool TryInterpolate(int x, int x0, int y0, int x1, int y1, out int y)
    {
        // The product of two differences of 32 bits and a sign fits into 64 bits without a sign.
        long way = (long)x - x0;
        long rise = (long)y1 - y0;
        ulong run = (ulong)((long)x1 - x0);
        ulong product = (ulong)(way < 0 ? -way : way) * (ulong)(rise < 0 ? -rise : rise);
        ulong whole = product / run;
        ulong twiceTheRest = (product - (whole * run)) * 2;
        y = 0;
        if (whole > uint.MaxValue)
        {
            return false;
        }

        int direction = (way < 0) == (rise < 0) ? 1 : -1;
        long value = y0 + (direction * (long)whole);
        bool isAwayFromZero = value == 0 || (value > 0) == (direction > 0);
        if (twiceTheRest > run || (twiceTheRest == run && isAwayFromZero))
        {
            value += direction;
        }

        y = (int)value;
        return value == y;
    }
}
