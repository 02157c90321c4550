using System.Numerics;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Tests.Desktop;

/// <summary>Lines, smoothing and rates of any numbers, compared with arithmetic without limits.</summary>
[TestClass]
public class CalibrationPropertyTests : ISensor
{
    private int _reading;

    public bool TryRead(out int value)
    {
        value = _reading;
        return true;
    }

    [TestMethod]
    public void A_line_is_exact_at_all_extremes()
    {
        Random random = new(7);
        for (int i = 0; i < 200000; i++)
        {
            int x0 = Number(random);
            int x1 = Number(random);
            if (x0 >= x1)
            {
                continue;
            }

            int y0 = Number(random);
            int y1 = Number(random);
            _reading = Number(random);
            ISensor line = new CalibrationFilter(this, [x0, x1], [y0, y1]);
            BigInteger run = (BigInteger)x1 - x0;
            BigInteger dividend = (y0 * run) + (((BigInteger)_reading - x0) * ((BigInteger)y1 - y0));
            BigInteger expected = Round(dividend, run);
            bool hasValue = line.TryRead(out int value);
            Assert.AreEqual(expected >= int.MinValue && expected <= int.MaxValue, hasValue);
            if (hasValue)
            {
                Assert.AreEqual(expected, value, $"{_reading} on {x0},{y0} {x1},{y1}");
            }
        }
    }

    [TestMethod]
    public void Smoothing_is_within_one_of_exact_arithmetic()
    {
        Random random = new(8);
        for (int i = 0; i < 200; i++)
        {
            int part = random.Next(1, 50);
            ISensor smoothing = new SmoothingFilter(this, part);
            decimal exact = 0;
            for (int n = 0; n < 100; n++)
            {
                _reading = Number(random);
                exact = n == 0 ? _reading : exact + ((_reading - exact) / part);
                Assert.IsTrue(smoothing.TryRead(out int value));
                Assert.IsLessThanOrEqualTo(0.51m, Math.Abs(value - exact));
            }
        }
    }

    [TestMethod]
    public void A_rate_is_exact_at_all_extremes()
    {
        Random random = new(9);
        for (int i = 0; i < 100000; i++)
        {
            int period = random.Next(2) == 0 ? random.Next(1, 5) : random.Next(1, int.MaxValue);
            int unit = random.Next(2) == 0 ? random.Next(1, 5) : random.Next(1, RateFilter.MaxUnit + 1);
            ISensor rate = new RateFilter(this, period, unit);
            int first = _reading = Number(random);
            Assert.IsFalse(rate.TryRead(out _));
            _reading = Number(random);
            BigInteger expected = Round(((BigInteger)_reading - first) * unit, period);
            bool hasValue = rate.TryRead(out int value);
            Assert.AreEqual(expected >= int.MinValue && expected <= int.MaxValue, hasValue);
            if (hasValue)
            {
                Assert.AreEqual(expected, value);
            }
        }
    }

    /// <summary>The nearest; halves away from zero.</summary>
    private static BigInteger Round(BigInteger dividend, BigInteger divisor)
    {
        BigInteger magnitude = ((BigInteger.Abs(dividend) * 2) + divisor) / (divisor * 2);
        return dividend.Sign * magnitude;
    }

    private static int Number(Random random)
    {
        return random.Next(4) switch
        {
            0 => int.MaxValue - random.Next(3),
            1 => int.MinValue + random.Next(3),
            2 => random.Next(-10, 11),
            _ => random.Next(int.MinValue, int.MaxValue),
        };
    }
}
