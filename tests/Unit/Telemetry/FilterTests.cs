using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Tests.Unit;

/// <summary>Sensors around a sensor: the values in plain cases, at the extremes, and compared with a slow and simple calculation.</summary>
[TestClass]
public class FilterTests
{
    private readonly FixedSensor _sensor = new FixedSensor();
    private uint _random = 1;

    [TestMethod]
    public void Mean()
    {
        ISensor mean = new WindowFilter(_sensor, 3, WindowStatistic.Mean);
        Check(mean, Numbers(10, 13, 2, 2, -5, -5, -6), Numbers(10, 12, 8, 6, 0, -3, -5));
        Check(new WindowFilter(_sensor, 2, WindowStatistic.Mean), Numbers(-1, -2, int.MinValue, int.MinValue),
            Numbers(-1, -2, -1073741825, int.MinValue));
        Check(new WindowFilter(_sensor, 2, WindowStatistic.Mean), Numbers(int.MaxValue, int.MaxValue, int.MinValue),
            Numbers(int.MaxValue, int.MaxValue, -1));
    }

    [TestMethod]
    public void Median()
    {
        Check(new WindowFilter(_sensor, 3, WindowStatistic.Median), Numbers(5, 8, 100, 7, 6, 6), Numbers(5, 7, 8, 8, 7, 6));
        Check(new WindowFilter(_sensor, 2, WindowStatistic.Median), Numbers(int.MinValue, int.MinValue, int.MaxValue),
            Numbers(int.MinValue, int.MinValue, -1));
    }

    [TestMethod]
    public void Lowest_and_highest()
    {
        int[] readings = { 5, int.MinValue, 7, 7, int.MaxValue, 3, 2 };
        Check(new WindowFilter(_sensor, 3, WindowStatistic.Lowest), readings,
            Numbers(5, int.MinValue, int.MinValue, int.MinValue, 7, 3, 2));
        Check(new WindowFilter(_sensor, 3, WindowStatistic.Highest), readings,
            Numbers(5, 5, 7, 7, int.MaxValue, int.MaxValue, int.MaxValue));
    }

    /// <summary>Windows of every small length are compared with all readings, sorted and added anew.</summary>
    [TestMethod]
    public void Windows_are_those_of_a_plain_calculation()
    {
        for (int length = 1; length <= 9; length++)
        {
            FixedSensor[] sensors = new FixedSensor[4];
            ISensor[] filters = new ISensor[4];
            for (int i = 0; i < 4; i++)
            {
                sensors[i] = new FixedSensor();
                filters[i] = new WindowFilter(sensors[i], length, (WindowStatistic)i);
            }

            int[] all = new int[100];
            for (int n = 0; n < all.Length; n++)
            {
                all[n] = Random();
                int count = n + 1 < length ? n + 1 : length;
                int[] window = new int[count];
                Array.Copy(all, n + 1 - count, window, 0, count);
                Sort(window);
                long sum = 0;
                foreach (int reading in window)
                {
                    sum += reading;
                }

                int[] expected =
                {
                    Round(sum, count), Round((long)window[(count - 1) / 2] + window[count / 2], 2), window[0], window[count - 1],
                };
                for (int i = 0; i < 4; i++)
                {
                    sensors[i].Value = all[n];
                    Assert.IsTrue(filters[i].TryRead(out int value));
                    Assert.AreEqual(expected[i], value);
                }
            }
        }
    }

    [TestMethod]
    public void Smoothing()
    {
        Check(new SmoothingFilter(_sensor, 4), Numbers(100, 200, 200, 200), Numbers(100, 125, 144, 158));
        Check(new SmoothingFilter(_sensor, 1), Numbers(int.MaxValue, int.MinValue, 7), Numbers(int.MaxValue, int.MinValue, 7));
        Check(new SmoothingFilter(_sensor, 2), Numbers(int.MinValue, int.MaxValue, int.MaxValue), Numbers(int.MinValue, -1, 1073741823));

        // It arrives, however slow it is: the rest is too small to count after rounding.
        ISensor slow = new SmoothingFilter(_sensor, SmoothingFilter.MaxPart);
        _sensor.Value = int.MinValue;
        slow.TryRead(out int value);
        _sensor.Value = int.MaxValue;
        for (int i = 0; i < 30000; i++)
        {
            slow.TryRead(out value);
        }

        Assert.AreEqual(int.MaxValue, value);
    }

    [TestMethod]
    public void Calibration_by_a_line()
    {
        ISensor line = new CalibrationFilter(_sensor, Numbers(0, 4095), Numbers(-50, 3300));
        Check(line, Numbers(0, 4095, 2048, 4096, -1), Numbers(-50, 3300, 1625, 3301, -51));

        // Halves, of either sign and direction, go away from zero.
        Check(new CalibrationFilter(_sensor, Numbers(0, 2), Numbers(10, 9)), Numbers(1, 3, 19, 21, 23), Numbers(10, 9, 1, -1, -2));
        Check(new CalibrationFilter(_sensor, Numbers(0, 2), Numbers(-10, -9)), Numbers(1, 19, 21), Numbers(-10, -1, 1));
    }

    [TestMethod]
    public void Calibration_at_the_extremes()
    {
        int[] ends = { int.MinValue, int.MaxValue };
        int[] inTurn = { int.MaxValue, int.MinValue };
        int[] readings = { int.MinValue, int.MaxValue, 0, -1, 12345 };
        Check(new CalibrationFilter(_sensor, ends, ends), readings, readings);
        Check(new CalibrationFilter(_sensor, ends, inTurn), readings, Numbers(int.MaxValue, int.MinValue, -1, 0, -12346));

        ISensor steep = new CalibrationFilter(_sensor, Numbers(0, 1), Numbers(0, int.MaxValue));
        Check(steep, Numbers(-1, 1), Numbers(-int.MaxValue, int.MaxValue));
        CheckNone(steep, 2);
        CheckNone(steep, -2);
        CheckNone(new CalibrationFilter(_sensor, Numbers(int.MaxValue - 1, int.MaxValue), ends), int.MinValue);
    }

    [TestMethod]
    public void Calibration_by_a_table()
    {
        ISensor table = new CalibrationFilter(_sensor, Numbers(0, 10, 20, 40), Numbers(0, 100, 0, 10));
        Check(table, Numbers(-1, 0, 5, 10, 11, 20, 30, 40, 60), Numbers(-10, 0, 50, 100, 90, 0, 5, 10, 20));
    }

    [TestMethod]
    public void A_plausible_range()
    {
        RangeFilter range = new RangeFilter(_sensor, -40, 85);
        Check(range, Numbers(-40, 85, 0), Numbers(-40, 85, 0));
        CheckNone(range, -41);
        CheckNone(range, 86);
        CheckNone(range, int.MinValue);
        Assert.AreEqual(3L, range.Rejected);
        _sensor.HasReading = false;
        Assert.IsFalse(range.TryRead(out int _));
        Assert.AreEqual(3L, range.Rejected);
        _sensor.HasReading = true;
        Refusal.Check(() => new RangeFilter(_sensor, 1, 0));
    }

    [TestMethod]
    public void A_rate()
    {
        ISensor rate = new RateFilter(_sensor, 100, 1000);
        CheckNone(rate, 7);
        Check(rate, Numbers(8, 8, 5), Numbers(10, 0, -30));
        _sensor.HasReading = false;
        Assert.IsFalse(rate.TryRead(out int _));
        _sensor.HasReading = true;
        Check(rate, Numbers(9), Numbers(20));

        ISensor perDay = new RateFilter(_sensor, int.MaxValue, RateFilter.MaxUnit);
        CheckNone(perDay, int.MinValue);
        Check(perDay, Numbers(int.MaxValue, int.MinValue), Numbers(172800000, -172800000));
        ISensor fast = new RateFilter(_sensor, 1, RateFilter.MaxUnit);
        CheckNone(fast, int.MinValue);
        CheckNone(fast, int.MaxValue);

        // Periods before the first reading do not count.
        ISensor late = new RateFilter(_sensor, 1000, 1000);
        _sensor.HasReading = false;
        CheckNone(late, 0);
        CheckNone(late, 0);
        _sensor.HasReading = true;
        CheckNone(late, 100);
        Check(late, Numbers(107), Numbers(7));
        Refusal.Check(() => new RateFilter(_sensor, 0, 1));
        Refusal.Check(() => new RateFilter(_sensor, 1, 0));
        CheckNone(new RateFilter(_sensor, 1, 1), 7);
        Refusal.Check(() => new RateFilter(_sensor, 1, RateFilter.MaxUnit + 1));
    }

    [TestMethod]
    public void A_missing_reading_leaves_the_others()
    {
        ISensor[] filters =
        {
            new WindowFilter(_sensor, 2, WindowStatistic.Mean), new WindowFilter(_sensor, 2, WindowStatistic.Median),
            new SmoothingFilter(_sensor, 2), new CalibrationFilter(_sensor, Numbers(0, 1), Numbers(0, 1)),
        };
        foreach (ISensor filter in filters)
        {
            Check(filter, Numbers(4), Numbers(4));
            _sensor.HasReading = false;
            Assert.IsFalse(filter.TryRead(out int _));
            _sensor.HasReading = true;
            bool keepsNothing = filter is CalibrationFilter;
            Check(filter, Numbers(8), Numbers(keepsNothing ? 8 : 6));
        }
    }

    [TestMethod]
    public void Arguments_that_are_not_valid_are_refused()
    {
        Refusal.Check(() => new WindowFilter(_sensor, 0, WindowStatistic.Mean));
        Refusal.Check(() => new WindowFilter(_sensor, WindowFilter.MaxLength + 1, WindowStatistic.Mean));
        Refusal.Check(() => new SmoothingFilter(_sensor, 0));
        Refusal.Check(() => new SmoothingFilter(_sensor, SmoothingFilter.MaxPart + 1));
        Refusal.Check(() => new CalibrationFilter(_sensor, Numbers(1), Numbers(1)));
        Refusal.Check(() => new CalibrationFilter(_sensor, Numbers(1, 2), Numbers(1)));
        Refusal.Check(() => new CalibrationFilter(_sensor, Numbers(1, 1), Numbers(1, 2)));
        Refusal.Check(() => new RangeFilter(_sensor, 2, 1));
        Check(new RangeFilter(_sensor, 2, 2), Numbers(2), Numbers(2));
        Check(new WindowFilter(_sensor, WindowFilter.MaxLength, WindowStatistic.Mean), Numbers(7), Numbers(7));
    }

    private static int[] Numbers(params int[] numbers)
    {
        return numbers;
    }

    private static int Round(long dividend, int divisor)
    {
        long whole = dividend / divisor;
        long rest = dividend % divisor;
        return (int)(rest * 2 >= divisor ? whole + 1 : rest * 2 <= -divisor ? whole - 1 : whole);
    }

    private static void Sort(int[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                if (values[j] < values[i])
                {
                    int swapped = values[i];
                    values[i] = values[j];
                    values[j] = swapped;
                }
            }
        }
    }

    private void Check(ISensor filter, int[] readings, int[] expected)
    {
        for (int i = 0; i < readings.Length; i++)
        {
            _sensor.Value = readings[i];
            Assert.IsTrue(filter.TryRead(out int value));
            Assert.AreEqual(expected[i], value);
        }
    }

    private void CheckNone(ISensor filter, int reading)
    {
        _sensor.Value = reading;
        Assert.IsFalse(filter.TryRead(out int _));
    }

    /// <summary>Small and equal numbers, and the extremes.</summary>
    private int Random()
    {
        _random = (_random * 1664525) + 1013904223;
        int number = (int)(_random >> 8);
        return (number % 5) switch
        {
            0 => int.MaxValue - (number / 8 % 3),
            1 => int.MinValue + (number / 8 % 3),
            _ => (number / 8 % 7) - 3,
        };
    }
}
