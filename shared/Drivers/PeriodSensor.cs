using System;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Drivers;

/// <summary>
/// The mean, median, lowest or highest of all readings of a channel's period: read each 10 ms and reported each second, for example. Means
/// are rounded to the nearest, halves away from zero. A period without a reading is not reported.
/// </summary>
public sealed class PeriodSensor : PolledSensor
{
    /// <summary>The maximum number of readings in a period of which there is a median.</summary>
    public const int MaxMedianLength = 1000;

    private readonly WindowStatistic _statistic;
    private int[] _ordered;
    private long _sum;
    private int _count;
    private int _lowest;
    private int _highest;
    private long _end;

    /// <summary>Makes a sensor of one that is read more often.</summary>
    /// <param name="sensor">What is read; it must not wait.</param>
    /// <param name="intervalMilliseconds">How often it is read, at least 1, at most the channel's period.</param>
    /// <param name="statistic">
    /// What is reported of the readings. A median costs 4 bytes of heap for each, and the time to put each into its place.
    /// </param>
    /// <exception cref="ArgumentException">The interval is out of its range.</exception>
    public PeriodSensor(ISensor sensor, int intervalMilliseconds, WindowStatistic statistic)
        : base(sensor, null, intervalMilliseconds)
    {
        _statistic = statistic;
    }

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        base.Start(channel, host);
        int length = (Period / Interval) + 1;
        if (_statistic == WindowStatistic.Median)
        {
            if (length > MaxMedianLength + 1)
            {
                throw new ArgumentException("A median is of at most 1,000 readings, and there are more in a period of " + channel.Name);
            }

            _ordered = new int[length];
        }

        _end = host.Clock.Milliseconds + Period;
    }

    private protected override bool ShouldReport(long now, bool hasReading, ref int value)
    {
        // A reading at the end of a period belongs to it.
        if (hasReading)
        {
            Add(value);
        }

        if (now < _end)
        {
            return false;
        }

        _end += Period * (((now - _end) / Period) + 1);
        bool isReported = _count > 0;
        value = isReported ? Result() : 0;
        _count = 0;
        _sum = 0;
        return isReported;
    }

    private void Add(int value)
    {
        _lowest = _count == 0 || value < _lowest ? value : _lowest;
        _highest = _count == 0 || value > _highest ? value : _highest;
        _sum += value;
        if (_ordered != null)
        {
            if (_count == _ordered.Length)
            {
                return;
            }

            int place = _count;
            for (; place > 0 && _ordered[place - 1] > value; place--)
            {
                _ordered[place] = _ordered[place - 1];
            }

            _ordered[place] = value;
        }

        _count++;
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
                return _lowest;
            default:
                return _highest;
        }
    }
}
