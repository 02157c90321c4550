using System;

namespace Sensorcast.Telemetry.Filters;

/// <summary>
/// The mean, median, lowest or highest of a sensor's last readings; of fewer while there are fewer. Means are rounded to the nearest,
/// halves away from zero. When the sensor has no reading, the filter has no reading either, and the last ones stay.
/// </summary>
public sealed class WindowFilter : ISensor
{
    /// <summary>The maximum number of readings.</summary>
    public const int MaxLength = 1000;

    private readonly ISensor _sensor;
    private readonly WindowStatistic _statistic;
    private readonly int[] _readings;

    // The same readings in order; a mean needs none.
    private readonly int[] _ordered;
    private long _sum;
    private int _count;
    private int _next;

    /// <summary>Puts a window on a sensor.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="length">The number of readings, 1 to <see cref="MaxLength"/>; each costs 4 bytes of heap, but for a mean 8.</param>
    /// <param name="statistic">What is said of them.</param>
    /// <exception cref="ArgumentException">The length is out of its range.</exception>
    public WindowFilter(ISensor sensor, int length, WindowStatistic statistic)
    {
        if (length < 1 || length > MaxLength)
        {
            throw new ArgumentException("A window has 1 to 1,000 readings");
        }

        _sensor = sensor;
        _statistic = statistic;
        _readings = new int[length];
        _ordered = statistic == WindowStatistic.Mean ? null : new int[length];
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (!_sensor.TryRead(out value))
        {
            return false;
        }

        bool isFull = _count == _readings.Length;
        int replaced = _readings[_next];
        _readings[_next] = value;
        _next = _next + 1 < _readings.Length ? _next + 1 : 0;
        if (_ordered == null)
        {
            _sum += (long)value - replaced;
        }
        else
        {
            Order(value, isFull, replaced);
        }

        _count += isFull ? 0 : 1;
        value = Result();
        return true;
    }

    private int Result()
    {
        switch (_statistic)
        {
            case WindowStatistic.Mean:
                return (int)Rounding.Divide(_sum, _count);
            case WindowStatistic.Median:
                return Rounding.Median(_ordered, _count);
            case WindowStatistic.Lowest:
                return _ordered[0];
            default:
                return _ordered[_count - 1];
        }
    }

    /// <summary>Puts a reading where it belongs in the order; the one that it replaces leaves a gap that is filled on the way.</summary>
    private void Order(int value, bool isFull, int replaced)
    {
        int[] ordered = _ordered;
        int gap = _count;
        if (isFull)
        {
            gap = 0;
            while (ordered[gap] != replaced)
            {
                gap++;
            }
        }

        int last = isFull ? _count - 1 : _count;
        for (; gap > 0 && ordered[gap - 1] > value; gap--)
        {
            ordered[gap] = ordered[gap - 1];
        }

        for (; gap < last && ordered[gap + 1] < value; gap++)
        {
            ordered[gap] = ordered[gap + 1];
        }

        ordered[gap] = value;
    }
}
